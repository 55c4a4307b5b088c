/**
 * Gaussian blur of interleaved rows, separable, edges repeated.
 *
 * @param plane width × height × channels
 * @param sigma standard deviation in pixels, > 0; cut at 2.5 sigma
 */
export function blurPlane(
  plane: Float32Array,
  width: number,
  height: number,
  channels: number,
  sigma: number,
): Float32Array {
  const reach = Math.ceil(2.5 * sigma)
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-0.5 * ((k - reach) / sigma) ** 2))
  const sum = kernel.reduce((a, b) => a + b, 0)
  for (let k = 0; k < kernel.length; k++) kernel[k]! /= sum
  const stride = width * channels
  const padded = new Float32Array(stride + 2 * reach * channels)
  const middle = new Float32Array(plane.length)
  for (let y = 0; y < height; y++) {
    const row = plane.subarray(y * stride, (y + 1) * stride)
    padded.set(row, reach * channels)
    for (let k = 0; k < reach * channels; k++) {
      padded[k] = row[k % channels]!
      padded[padded.length - 1 - k] = row[stride - 1 - (k % channels)]!
    }
    addWeighted(middle, y * stride, stride, kernel, (k) => padded.subarray(k * channels, k * channels + stride))
  }
  const result = new Float32Array(plane.length)
  for (let y = 0; y < height; y++) {
    addWeighted(result, y * stride, stride, kernel, (k) => {
      const from = Math.min(height - 1, Math.max(0, y + k - reach))
      return middle.subarray(from * stride, (from + 1) * stride)
    })
  }
  return result
}

function addWeighted(
  target: Float32Array,
  offset: number,
  length: number,
  kernel: Float32Array,
  rowOf: (k: number) => Float32Array,
): void {
  for (let k = 0; k < kernel.length; k++) {
    const weight = kernel[k]!
    const row = rowOf(k)
    for (let i = 0; i < length; i++) target[offset + i]! += weight * row[i]!
  }
}
