import { createImage, type Image } from '@maskmirror/core'
import { roundHalfEven } from './hsv-tables.ts'

interface Taps {
  /** Index of the first of two source positions, inside the source. */
  readonly first: Int32Array
  readonly second: Int32Array
  /** Their weights in 1/2048. */
  readonly firstWeight: Int32Array
  readonly secondWeight: Int32Array
}

/**
 * Scales a picture as OpenCV's 8-bit bilinear `resize` does: weights of 11 bits, no smoothing when it shrinks.
 *
 * @param image RGB
 * @param width new size in pixels
 */
export function resizePattern(image: Image, width: number, height: number): Image {
  const columns = tapsAlong(image.width, width, true)
  const rows = tapsAlong(image.height, height, false)
  const result = createImage(width, height, 3)
  let upper = { row: -1, sums: new Int32Array(width * 3) }
  let lower = { row: -1, sums: new Int32Array(width * 3) }
  for (let y = 0; y < height; y++) {
    const first = rows.first[y]!
    const second = rows.second[y]!
    if (upper.row !== first && lower.row === first) [upper, lower] = [lower, upper]
    for (const [line, row] of [
      [upper, first],
      [lower, second],
    ] as const) {
      if (line.row === row) continue
      sumAlongRow(image, row, columns, line.sums)
      line.row = row
    }
    const a = rows.firstWeight[y]!
    const b = rows.secondWeight[y]!
    for (let i = 0, at = y * width * 3; i < width * 3; i++, at++) {
      const sum = ((a * (upper.sums[i]! >> 4)) >> 16) + ((b * (lower.sums[i]! >> 4)) >> 16)
      result.data[at] = (sum + 2) >> 2
    }
  }
  return result
}

function sumAlongRow(image: Image, row: number, columns: Taps, sums: Int32Array): void {
  const start = row * image.width * 3
  for (let x = 0; x < columns.first.length; x++) {
    const p = start + columns.first[x]! * 3
    const q = start + columns.second[x]! * 3
    const a = columns.firstWeight[x]!
    const b = columns.secondWeight[x]!
    for (let c = 0; c < 3; c++) sums[x * 3 + c] = image.data[p + c]! * a + image.data[q + c]! * b
  }
}

/** @param clampWeights columns over an edge take its pixel alone; rows keep their weights and take it twice */
function tapsAlong(from: number, to: number, clampWeights: boolean): Taps {
  const taps = {
    first: new Int32Array(to),
    second: new Int32Array(to),
    firstWeight: new Int32Array(to),
    secondWeight: new Int32Array(to),
  }
  const scale = 1 / (to / from)
  for (let i = 0; i < to; i++) {
    const position = Math.fround((i + 0.5) * scale - 0.5)
    let index = Math.floor(position)
    let fraction = Math.fround(position - index)
    if (clampWeights && (index < 0 || index >= from - 1)) {
      index = Math.min(Math.max(index, 0), from - 1)
      fraction = 0
    }
    taps.first[i] = Math.min(Math.max(index, 0), from - 1)
    taps.second[i] = Math.min(Math.max(index + 1, 0), from - 1)
    taps.firstWeight[i] = roundHalfEven(Math.fround(1 - fraction) * 2048)
    taps.secondWeight[i] = roundHalfEven(fraction * 2048)
  }
  return taps
}
