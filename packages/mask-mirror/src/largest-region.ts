/**
 * The largest 4-connected region of ones with its holes filled.
 *
 * @param mask width · height values, 0 or 1
 * @returns 1 inside the region and its holes, all 0 when the mask is empty
 */
export function largestRegion(mask: ArrayLike<number>, width: number, height: number): Uint8Array {
  const labels = new Int32Array(width * height) // 0: not seen
  let best = 0
  let bestSize = 0
  let next = 1
  for (let start = 0; start < labels.length; start++) {
    if (mask[start] === 0 || labels[start] !== 0) continue
    const size = flood(start, next, labels, (i) => mask[i] !== 0, width, height)
    if (size > bestSize) {
      best = next
      bestSize = size
    }
    next++
  }
  const result = new Uint8Array(width * height)
  if (best === 0) return result
  // what can be reached from the border without crossing the region is outside
  const outside = new Int32Array(width * height)
  for (let i = 0; i < outside.length; i++) {
    const x = i % width
    const y = (i - x) / width
    const onBorder = x === 0 || y === 0 || x === width - 1 || y === height - 1
    if (onBorder && labels[i] !== best && outside[i] === 0) {
      flood(i, 1, outside, (k) => labels[k] !== best, width, height)
    }
  }
  for (let i = 0; i < result.length; i++) result[i] = outside[i] === 0 ? 1 : 0
  return result
}

/** Labels everything that is connected with `start`; returns how many pixels. */
function flood(
  start: number,
  label: number,
  labels: Int32Array,
  inside: (i: number) => boolean,
  width: number,
  height: number,
): number {
  const stack = [start]
  labels[start] = label
  let size = 0
  const visit = (i: number) => {
    if (labels[i] !== 0 || !inside(i)) return
    labels[i] = label
    stack.push(i)
  }
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    size++
    const x = i % width
    if (x > 0) visit(i - 1)
    if (x < width - 1) visit(i + 1)
    if (i >= width) visit(i - width)
    if (i < width * (height - 1)) visit(i + width)
  }
  return size
}
