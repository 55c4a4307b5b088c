import type { Image } from '@maskmirror/core'
import { arrivalTimes, createFront, known, nextArrival, unknown } from './fast-marching.ts'

/** Pixels around a filled one that it is made of. */
const radius = 3

/** Beyond this distance from the mask nothing is read: radius, its gradients' neighbours, and the frame. */
const margin = radius + 3

/**
 * Fills the pixels of a mask from around it (Telea, "An image inpainting technique based on the fast marching method",
 * 2004) in the way of OpenCV's `inpaint` with radius 3, in place.
 *
 * @param picture RGB; it is changed
 * @param mask one channel of the picture's size; every value above 0 is filled
 * @param box holds all of the mask; `endX` and `endY` are beyond its last column and row
 */
export function inpaintTelea(
  picture: Image,
  mask: Image,
  box: { readonly x: number; readonly y: number; readonly endX: number; readonly endY: number },
): void {
  if (box.x >= box.endX || box.y >= box.endY) return
  const left = Math.max(0, box.x - margin)
  const top = Math.max(0, box.y - margin)
  // a frame of one pixel around, as in OpenCV, so that neighbours always exist
  const columns = Math.min(picture.width, box.endX + margin) - left + 2
  const rows = Math.min(picture.height, box.endY + margin) - top + 2
  const state = new Uint8Array(columns * rows)
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1; x < columns - 1; x++) {
      const alpha = mask.data[(top + y - 1) * picture.width + left + x - 1]!
      if (alpha > 0) state[y * columns + x] = unknown
    }
  }
  const window: Window = {
    picture,
    columns,
    rows,
    left,
    top,
    isFirstColumn: left === 0,
    isLastColumn: left + columns - 2 === picture.width,
    isFirstRow: top === 0,
    isLastRow: top + rows - 2 === picture.height,
  }
  const times = arrivalTimes(state, columns, rows, radius)
  const front = createFront(state, columns, rows)
  const neighbours = [-columns, -1, columns, 1]
  for (let at = front.pop(); at >= 0; at = front.pop()) {
    state[at] = known
    for (const step of neighbours) {
      const next = at + step
      if (state[next] !== unknown) continue
      const time = nextArrival(state, times, next, columns)
      times[next] = time
      fillPixel(window, state, times, next)
      state[next] = known
      front.push(next, time)
    }
  }
}

/** The part of the picture that is worked on, with a frame of one pixel. */
interface Window {
  readonly picture: Image
  readonly columns: number
  readonly rows: number
  /** Column of the picture under column 1 of the window. */
  readonly left: number
  readonly top: number
  readonly isFirstColumn: boolean
  readonly isLastColumn: boolean
  readonly isFirstRow: boolean
  readonly isLastRow: boolean
}

const f32 = Math.fround

/** Weighted mean of what the known pixels around foretell, each by its value and its gradient. */
function fillPixel(window: Window, state: Uint8Array, times: Float32Array, at: number): void {
  const { picture, columns, rows, left, top } = window
  const { data, width } = picture
  const timeX = slope(state, times, at, 1)
  const timeY = slope(state, times, at, columns)
  const row = Math.floor(at / columns)
  const column = at - row * columns
  const target = ((top + row - 1) * width + left + column - 1) * 3
  const sum = [0, 0, 0]
  const driftX = [0, 0, 0]
  const driftY = [0, 0, 0]
  let weights = f32(1e-20)
  for (let k = Math.max(1, row - radius); k <= Math.min(rows - 2, row + radius); k++) {
    // OpenCV reads the second and the last but one row and column of the picture for the outermost ones
    const above = k - 1 + (k === 1 && window.isFirstRow ? 1 : 0)
    const below = k - 1 - (k === rows - 2 && window.isLastRow ? 1 : 0)
    for (let l = Math.max(1, column - radius); l <= Math.min(columns - 2, column + radius); l++) {
      const from = k * columns + l
      const dx = column - l
      const dy = row - k
      const distance = dx * dx + dy * dy
      if (state[from] === unknown || distance > radius * radius) continue
      let direction = f32(f32(dx * timeX) + f32(dy * timeY))
      if (Math.abs(direction) <= 0.01) direction = f32(0.000001)
      const near = f32(1 / (distance * Math.sqrt(distance)))
      const level = f32(1 / (1 + Math.abs(f32(times[from]! - times[at]!))))
      const weight = Math.abs(f32(f32(near * level) * direction))
      weights = f32(weights + weight)

      const before = l - 1 + (l === 1 && window.isFirstColumn ? 1 : 0)
      const after = l - 1 - (l === columns - 2 && window.isLastColumn ? 1 : 0)
      const rightKnown = state[from + 1] !== unknown
      const leftKnown = state[from - 1] !== unknown
      const lowerKnown = state[from + columns] !== unknown
      const upperKnown = state[from - columns] !== unknown
      const pixel = (y: number, x: number) => ((top + y) * width + left + x) * 3
      const centre = pixel(above, before)
      const [right, leftmost] = [pixel(above, after + 1), pixel(above, before - 1)]
      const [lower, upper] = [pixel(below + 1, before), pixel(above - 1, before)]
      const [levelX, levelY] = [pixel(above, after), pixel(below, before)]
      for (let c = 0; c < 3; c++) {
        const gradientX = rightKnown
          ? leftKnown
            ? (data[right + c]! - data[leftmost + c]!) * 2
            : data[right + c]! - data[centre + c]!
          : leftKnown
            ? data[levelX + c]! - data[leftmost + c]!
            : 0
        const gradientY = lowerKnown
          ? upperKnown
            ? (data[lower + c]! - data[upper + c]!) * 2
            : data[lower + c]! - data[centre + c]!
          : upperKnown
            ? data[levelY + c]! - data[upper + c]!
            : 0
        sum[c] = f32(sum[c]! + f32(weight * data[centre + c]!))
        driftX[c] = f32(driftX[c]! - f32(weight * f32(gradientX * dx)))
        driftY[c] = f32(driftY[c]! - f32(weight * f32(gradientY * dy)))
      }
    }
  }
  for (let c = 0; c < 3; c++) {
    const squares = f32(f32(driftX[c]! * driftX[c]!) + f32(driftY[c]! * driftY[c]!))
    const drift = f32(driftX[c]! + driftY[c]!) / (Math.sqrt(squares) + 1e-20)
    // a clamped array rounds halves to the even number, as OpenCV does; the half more is OpenCV's
    data[target + c] = f32(f32(sum[c]! / weights) + drift + 0.5)
  }
}

/** Slope of the arrival time over the known ones of two neighbours. */
function slope(state: Uint8Array, times: Float32Array, at: number, step: number): number {
  const ahead = state[at + step] !== unknown
  const behind = state[at - step] !== unknown
  if (ahead && behind) return f32(f32(times[at + step]! - times[at - step]!) * 0.5)
  if (ahead) return f32(times[at + step]! - times[at]!)
  return behind ? f32(times[at]! - times[at - step]!) : 0
}
