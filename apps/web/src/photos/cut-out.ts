import type { Pixels } from './pixels.ts'

/** A rectangle of a picture, black where it lies outside, as the crops of `packages/faces` are. */
export function cutOut(
  { data, width, height }: Pixels,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): ImageData {
  const part = new ImageData(box.width, box.height)
  for (let i = 3; i < part.data.length; i += 4) part.data[i] = 255
  const [first, end] = [Math.max(0, box.left), Math.min(width, box.left + box.width)]
  if (first >= end) return part
  for (let y = Math.max(0, box.top); y < Math.min(height, box.top + box.height); y++) {
    const row = data.subarray((y * width + first) * 4, (y * width + end) * 4)
    part.data.set(row, ((y - box.top) * box.width + first - box.left) * 4)
  }
  return part
}
