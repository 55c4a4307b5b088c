/** Interleaved values of a picture, row by row. */
export interface Plane {
  readonly values: Float32Array
  readonly width: number
  readonly height: number
}

/** Bilinear, pixel centres on pixel centres, edges repeated. What is made smaller must be blurred before. */
export function resamplePlane(from: Plane, channels: number, width: number, height: number): Plane {
  if (from.width === width && from.height === height) return from
  const { values } = from
  const result = new Float32Array(width * height * channels)
  const left = new Int32Array(width)
  const right = new Int32Array(width)
  const shares = new Float32Array(width)
  for (let x = 0; x < width; x++) {
    const u = Math.min(from.width - 1, Math.max(0, ((x + 0.5) * from.width) / width - 0.5))
    const i = Math.floor(u)
    left[x] = i * channels
    right[x] = Math.min(from.width - 1, i + 1) * channels
    shares[x] = u - i
  }
  const stride = from.width * channels
  let at = 0
  for (let y = 0; y < height; y++) {
    const v = Math.min(from.height - 1, Math.max(0, ((y + 0.5) * from.height) / height - 0.5))
    const j = Math.floor(v)
    const t = v - j
    const above = j * stride
    const below = Math.min(from.height - 1, j + 1) * stride
    for (let x = 0; x < width; x++) {
      const [a, b, s] = [left[x]!, right[x]!, shares[x]!]
      for (let c = 0; c < channels; c++) {
        const upper = values[above + a + c]! * (1 - s) + values[above + b + c]! * s
        const lower = values[below + a + c]! * (1 - s) + values[below + b + c]! * s
        result[at++] = upper * (1 - t) + lower * t
      }
    }
  }
  return { values: result, width, height }
}
