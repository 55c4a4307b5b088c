import { clamp } from './point.ts'

/** Pixels from the edge inwards that count as the edge: the rim itself is too dark for what stands beside it. */
const edgeDepthPx = 5
/** Over so many pixels the edge's value fades to the mean. */
const fadePx = 45

/**
 * Fills what is NaN beside a filled shape with the value of its nearest edge, fading to the shape's mean; in place.
 *
 * @param factors width × height
 */
export function spreadBeyondEdge(factors: Float32Array, width: number, height: number): void {
  let sum = 0
  let count = 0
  for (const value of factors) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  const mean = count === 0 ? 1 : sum / count
  const weights = Float32Array.from({ length: Math.max(width, height) }, (_, distance) => Math.exp(-distance / fadePx))
  const fade = (value: number, distance: number) => mean + (value - mean) * weights[distance]!
  let firstRow = -1
  let lastRow = -1
  for (let y = 0; y < height; y++) {
    const row = factors.subarray(y * width, (y + 1) * width)
    let left = 0
    while (left < width && Number.isNaN(row[left]!)) left++
    if (left === width) continue
    let right = width - 1
    while (Number.isNaN(row[right]!)) right--
    if (firstRow < 0) firstRow = y
    lastRow = y
    const middle = (left + right) >> 1
    const atLeft = row[Math.min(middle, left + edgeDepthPx)]!
    const atRight = row[Math.max(middle, right - edgeDepthPx)]!
    for (let x = 0; x < left; x++) row[x] = fade(atLeft, left - x)
    for (let x = right + 1; x < width; x++) row[x] = fade(atRight, x - right)
    for (let x = left; x <= right; x++) if (Number.isNaN(row[x]!)) row[x] = row[x - 1]!
  }
  if (firstRow < 0) {
    factors.fill(mean)
    return
  }
  const inside = Math.min(edgeDepthPx, (lastRow - firstRow) >> 1)
  const above = softRow(factors, width, firstRow + inside)
  const below = softRow(factors, width, lastRow - inside)
  for (let x = 0; x < width; x++) {
    for (let y = firstRow - 1; y >= 0; y--) factors[y * width + x] = fade(above[x]!, firstRow - y)
    for (let y = lastRow + 1; y < height; y++) factors[y * width + x] = fade(below[x]!, y - lastRow)
  }
}

/** A row, smoothed so widely that it leaves no stripes when it is drawn out. */
function softRow(factors: Float32Array, width: number, y: number): Float32Array {
  const reach = 24
  return Float32Array.from({ length: width }, (_, x) => {
    let sum = 0
    for (let k = -reach; k <= reach; k++) sum += factors[y * width + clamp(x + k, 0, width - 1)]!
    return sum / (2 * reach + 1)
  })
}
