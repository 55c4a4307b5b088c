/**
 * Gaussian blur of interleaved rows, in place; separable, edges repeated.
 *
 * @param plane width × height × channels
 * @param sigma standard deviation in pixels, > 0; cut at 2.5 sigma
 */
export function blurPlane(plane: Float32Array, width: number, height: number, channels: number, sigma: number): void {
  const kernel = halfKernel(sigma)
  const reach = kernel.length - 1
  const stride = width * channels
  const border = reach * channels
  const padded = new Float32Array(stride + 2 * border)
  const middle = new Float32Array(plane.length)
  for (let y = 0; y < height; y++) {
    const row = plane.subarray(y * stride, (y + 1) * stride)
    padded.set(row, border)
    for (let k = 0; k < border; k++) {
      padded[border - 1 - k] = row[channels - 1 - (k % channels)]!
      padded[border + stride + k] = row[stride - channels + (k % channels)]!
    }
    const shifted = (k: number) => padded.subarray(border + k * channels, border + k * channels + stride)
    addWeighted(middle.subarray(y * stride, (y + 1) * stride), kernel, shifted)
  }
  for (let y = 0; y < height; y++) {
    addWeighted(plane.subarray(y * stride, (y + 1) * stride), kernel, (k) => {
      const from = Math.min(height - 1, Math.max(0, y + k)) * stride
      return middle.subarray(from, from + stride)
    })
  }
}

/** Weights of the middle and of each step away from it; the whole kernel sums to 1. */
function halfKernel(sigma: number): Float32Array {
  const kernel = Float32Array.from({ length: Math.ceil(2.5 * sigma) + 1 }, (_, k) => Math.exp(-0.5 * (k / sigma) ** 2))
  const sum = kernel.reduce((total, weight, k) => total + (k === 0 ? weight : 2 * weight), 0)
  return kernel.map((weight) => weight / sum)
}

/** Both neighbours at a distance have the same weight: one pass for the two. */
function addWeighted(target: Float32Array, kernel: Float32Array, shifted: (k: number) => Float32Array): void {
  const own = shifted(0)
  const ownWeight = kernel[0]!
  for (let i = 0; i < target.length; i++) target[i] = ownWeight * own[i]!
  for (let k = 1; k < kernel.length; k++) {
    const weight = kernel[k]!
    const before = shifted(-k)
    const after = shifted(k)
    for (let i = 0; i < target.length; i++) target[i]! += weight * (before[i]! + after[i]!)
  }
}
