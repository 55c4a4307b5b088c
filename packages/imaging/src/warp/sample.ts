/** What lies outside of a picture: one value for every channel, or the nearest pixel. */
export type Border = number | 'edge'

/**
 * Bilinear sample of every channel at one point, written to `out` from `offset`.
 * Points outside by one pixel or more get the border; nearer ones are mixed with it.
 *
 * @param x pixels; 0 is the centre of the first column
 */
export function sampleBilinear(
  source: { data: Uint8ClampedArray; width: number; height: number; channels: number },
  x: number,
  y: number,
  border: Border,
  out: Uint8ClampedArray,
  offset: number,
): void {
  const { data, width, height, channels } = source
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const fx = x - x0
  const fy = y - y0
  const w00 = (1 - fx) * (1 - fy)
  const w10 = fx * (1 - fy)
  const w01 = (1 - fx) * fy
  const w11 = fx * fy
  if (x0 >= 0 && y0 >= 0 && x0 + 1 < width && y0 + 1 < height) {
    const p = (y0 * width + x0) * channels
    const q = p + width * channels
    for (let c = 0; c < channels; c++) {
      out[offset + c] =
        data[p + c]! * w00 + data[p + channels + c]! * w10 + data[q + c]! * w01 + data[q + channels + c]! * w11
    }
    return
  }
  for (let c = 0; c < channels; c++) {
    out[offset + c] =
      valueAt(source, x0, y0, c, border) * w00 +
      valueAt(source, x0 + 1, y0, c, border) * w10 +
      valueAt(source, x0, y0 + 1, c, border) * w01 +
      valueAt(source, x0 + 1, y0 + 1, c, border) * w11
  }
}

function valueAt(
  { data, width, height, channels }: { data: Uint8ClampedArray; width: number; height: number; channels: number },
  column: number,
  row: number,
  channel: number,
  border: Border,
): number {
  if (column >= 0 && row >= 0 && column < width && row < height)
    return data[(row * width + column) * channels + channel]!
  if (border !== 'edge') return border
  const x = Math.min(Math.max(column, 0), width - 1)
  const y = Math.min(Math.max(row, 0), height - 1)
  return data[(y * width + x) * channels + channel]!
}

/**
 * The same for a point whose four neighbours lie in the source, which the caller has made sure of: no border, no check.
 */
export function sampleInside(
  source: { data: Uint8ClampedArray; width: number; channels: number },
  x: number,
  y: number,
  out: Uint8ClampedArray,
  offset: number,
): void {
  const { data, channels } = source
  const x0 = x | 0
  const y0 = y | 0
  const fx = x - x0
  const fy = y - y0
  const w00 = (1 - fx) * (1 - fy)
  const w10 = fx * (1 - fy)
  const w01 = (1 - fx) * fy
  const w11 = fx * fy
  const p = (y0 * source.width + x0) * channels
  const q = p + source.width * channels
  if (channels === 3) {
    out[offset] = data[p]! * w00 + data[p + 3]! * w10 + data[q]! * w01 + data[q + 3]! * w11
    out[offset + 1] = data[p + 1]! * w00 + data[p + 4]! * w10 + data[q + 1]! * w01 + data[q + 4]! * w11
    out[offset + 2] = data[p + 2]! * w00 + data[p + 5]! * w10 + data[q + 2]! * w01 + data[q + 5]! * w11
    return
  }
  for (let c = 0; c < channels; c++) {
    out[offset + c] =
      data[p + c]! * w00 + data[p + channels + c]! * w10 + data[q + c]! * w01 + data[q + channels + c]! * w11
  }
}
