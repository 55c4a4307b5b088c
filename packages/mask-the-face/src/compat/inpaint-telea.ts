import type { Image } from '@maskmirror/core'
import { arrivalTimes, createFront, known, nextArrival, unknown } from './fast-marching.ts'

/** Pixels around a filled one that it is made of. */
const radius = 3

/** Beyond this distance from the mask nothing is read: the radius, its gradients' neighbours, and the frame. */
const margin = radius + 3

/**
 * Fills the pixels of a mask from around it (Telea, "An image inpainting technique based on the fast marching method",
 * 2004) as OpenCV's `inpaint` does with radius 3, in place. Its float32 steps are kept, so the result is the same bytes.
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
  const work = openWindow(picture, mask, box)
  const { state, times, columns } = work
  const front = createFront(state, columns, work.rows)
  const neighbours = [-columns, -1, columns, 1]
  for (let at = front.pop(); at >= 0; at = front.pop()) {
    for (const step of neighbours) {
      const next = at + step
      if (state[next] !== unknown) continue
      times[next] = nextArrival(state, times, next, columns)
      fillPixel(work, next)
      state[next] = known
      front.push(next, times[next]!)
    }
  }
}

/** The part of the picture that is worked on, with a frame of one pixel so that neighbours always exist. */
interface Window {
  readonly picture: Image
  readonly columns: number
  readonly rows: number
  /** Column of the picture under column 1 of the window. */
  readonly left: number
  readonly top: number
  /** Of every pixel of the window: `known` or `unknown`. */
  readonly state: Uint8Array
  /** Of every pixel of the window: when the front arrives. */
  readonly times: Float32Array
  /** For each channel: weighted sum, and the drifts along x and y. */
  readonly sums: Float32Array
}

function openWindow(picture: Image, mask: Image, box: { x: number; y: number; endX: number; endY: number }): Window {
  const left = Math.max(0, box.x - margin)
  const top = Math.max(0, box.y - margin)
  const columns = Math.min(picture.width, box.endX + margin) - left + 2
  const rows = Math.min(picture.height, box.endY + margin) - top + 2
  const state = new Uint8Array(columns * rows)
  for (let y = 1; y < rows - 1; y++) {
    const start = (top + y - 1) * picture.width + left - 1
    for (let x = 1; x < columns - 1; x++) if (mask.data[start + x]! > 0) state[y * columns + x] = unknown
  }
  const times = arrivalTimes(state, columns, rows, radius)
  return { picture, columns, rows, left, top, state, times, sums: new Float32Array(9) }
}

const f32 = Math.fround

/** The disc around a pixel in reading order: row, column and the weight of their distance, one over its third power. */
const disc = Array.from({ length: (2 * radius + 1) ** 2 }, (_, i) => {
  const dy = Math.floor(i / (2 * radius + 1)) - radius
  const dx = (i % (2 * radius + 1)) - radius
  const square = dx * dx + dy * dy
  return { dx, dy, square, near: f32(1 / (square * Math.sqrt(square))) }
}).filter(({ square }) => square > 0 && square <= radius * radius)

/** Weighted mean of what the known pixels around foretell, each by its value and its gradient. */
function fillPixel(work: Window, at: number): void {
  const { picture, columns, rows, left, top, state, times, sums } = work
  const { data, width, height } = picture
  const timeX = slope(state, times, at, 1)
  const timeY = slope(state, times, at, columns)
  const row = Math.floor(at / columns)
  const column = at - row * columns
  let weights = f32(1e-20)
  sums.fill(0)
  for (const { dx, dy, near } of disc) {
    const k = row + dy
    const l = column + dx
    if (k < 1 || l < 1 || k > rows - 2 || l > columns - 2) continue
    const from = k * columns + l
    if (state[from] === unknown) continue
    let direction = f32(f32(-dx * timeX) + f32(-dy * timeY))
    if (Math.abs(direction) <= 0.01) direction = f32(0.000001)
    const level = f32(1 / f32(1 + Math.abs(f32(times[from]! - times[at]!))))
    const weight = Math.abs(f32(f32(near * level) * direction))
    weights = f32(weights + weight)

    // OpenCV reads one further in for the first row and column, and one less far for the last
    const y = top + k - 1
    const x = left + l - 1
    const above = y === 0 ? 1 : y
    const before = x === 0 ? 1 : x
    const below = y === height - 1 ? y - 1 : y
    const after = x === width - 1 ? x - 1 : x
    const centre = (above * width + before) * 3
    const ahead = state[from + 1] === unknown ? 0 : 1
    const behind = state[from - 1] === unknown ? 0 : 1
    const under = state[from + columns] === unknown ? 0 : 1
    const over = state[from - columns] === unknown ? 0 : 1
    // differences to both sides count twice, to one side once, without known sides not at all
    const rightmost = ahead ? (above * width + after + 1) * 3 : behind ? (above * width + after) * 3 : centre
    const leftmost = behind ? (above * width + before - 1) * 3 : centre
    const lowest = under ? ((below + 1) * width + before) * 3 : over ? (below * width + before) * 3 : centre
    const highest = over ? ((above - 1) * width + before) * 3 : centre
    const scaleX = ahead & behind ? -2 * dx : -dx
    const scaleY = under & over ? -2 * dy : -dy
    for (let c = 0; c < 3; c++) {
      sums[c]! += f32(weight * data[centre + c]!)
      sums[3 + c]! -= f32(weight * ((data[rightmost + c]! - data[leftmost + c]!) * scaleX))
      sums[6 + c]! -= f32(weight * ((data[lowest + c]! - data[highest + c]!) * scaleY))
    }
  }
  const target = ((top + row - 1) * width + left + column - 1) * 3
  for (let c = 0; c < 3; c++) {
    const driftX = sums[3 + c]!
    const driftY = sums[6 + c]!
    const length = f32(Math.sqrt(f32(f32(driftX * driftX) + f32(driftY * driftY))))
    const drift = f32(f32(driftX + driftY) / f32(length + f32(1e-20)))
    // a clamped array rounds halves to the even number, as OpenCV does; the half more is OpenCV's
    data[target + c] = f32(f32(f32(sums[c]! / weights) + drift) + 0.5)
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
