/** States of a pixel: its value is there, or it is to be found. */
export const known = 0
export const unknown = 2

/** Where nothing has arrived. */
const never = 1e6

/** Pixels in the order of their times; equal times in the order they came. */
export interface Front {
  readonly push: (at: number, time: number) => void
  /** The pixel with the smallest time, or -1. */
  readonly pop: () => number
}

/** The known pixels that touch an unknown one by a side, at time 0 in reading order. The frame of one pixel is left out. */
export function createFront(state: Uint8Array, columns: number, rows: number): Front {
  const front = emptyFront()
  for (const at of edgePixels(state, columns, rows)) front.push(at, 0)
  return front
}

function edgePixels(state: Uint8Array, columns: number, rows: number): number[] {
  const found: number[] = []
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1; x < columns - 1; x++) {
      const at = y * columns + x
      if (state[at] === unknown) continue
      const touches = [at - 1, at + 1, at - columns, at + columns].some((i) => state[i] === unknown)
      if (touches) found.push(at)
    }
  }
  return found
}

/**
 * Times at which a front that starts on the edge of the unknown pixels arrives in the known ones around, negative; 0 on
 * the edge; 1e6 elsewhere.
 *
 * @param reach how far around in pixels, in rows and columns
 */
export function arrivalTimes(state: Uint8Array, columns: number, rows: number, reach: number): Float32Array {
  const times = new Float32Array(columns * rows).fill(never)
  const ring = new Uint8Array(columns * rows)
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1; x < columns - 1; x++) {
      if (state[y * columns + x] !== unknown) continue
      for (let k = Math.max(1, y - reach); k <= Math.min(rows - 2, y + reach); k++) {
        ring.fill(unknown, k * columns + Math.max(1, x - reach), k * columns + Math.min(columns - 2, x + reach) + 1)
      }
    }
  }
  for (let i = 0; i < ring.length; i++) if (state[i] === unknown) ring[i] = known
  const front = emptyFront()
  for (const at of edgePixels(state, columns, rows)) {
    times[at] = 0
    ring[at] = known
    front.push(at, 0)
  }
  const reached: number[] = []
  for (let at = front.pop(); at >= 0; at = front.pop()) {
    reached.push(at)
    for (const next of [at - columns, at - 1, at + columns, at + 1]) {
      if (ring[next] !== unknown) continue
      const time = nextArrival(ring, times, next, columns)
      times[next] = time
      ring[next] = known
      front.push(next, time)
    }
  }
  for (const at of reached) times[at] = -times[at]!
  return times
}

/** The earliest time by which the front can come to a pixel from two of its neighbours that touch by a corner. */
export function nextArrival(state: Uint8Array, times: Float32Array, at: number, columns: number): number {
  const [up, left, down, right] = [at - columns, at - 1, at + columns, at + 1]
  return Math.min(
    arrivalFrom(state, times, up, left),
    arrivalFrom(state, times, down, left),
    arrivalFrom(state, times, up, right),
    arrivalFrom(state, times, down, right),
  )
}

function arrivalFrom(state: Uint8Array, times: Float32Array, a: number, b: number): number {
  const timeA = times[a]!
  const timeB = times[b]!
  const fromA = state[a] !== unknown
  const fromB = state[b] !== unknown
  if (fromA && fromB) {
    const gap = timeA - timeB
    if (Math.abs(gap) >= 1) return Math.fround(1 + Math.min(timeA, timeB))
    return Math.fround((timeA + timeB + Math.sqrt(2 - gap * gap)) * 0.5)
  }
  if (fromA) return Math.fround(1 + timeA)
  return Math.fround(1 + (fromB ? timeB : Math.min(timeA, timeB)))
}

/** A binary heap on time, then on the order of arrival. */
function emptyFront(): Front {
  const pixels: number[] = []
  const times: number[] = []
  const orders: number[] = []
  let count = 0
  const before = (i: number, j: number) => times[i]! < times[j]! || (times[i] === times[j] && orders[i]! < orders[j]!)
  const swap = (i: number, j: number) => {
    for (const list of [pixels, times, orders]) {
      const kept = list[i]!
      list[i] = list[j]!
      list[j] = kept
    }
  }
  const push = (at: number, time: number) => {
    let i = pixels.push(at) - 1
    times.push(time)
    orders.push(count++)
    for (let parent = (i - 1) >> 1; i > 0 && before(i, parent); parent = (i - 1) >> 1) {
      swap(i, parent)
      i = parent
    }
  }
  const pop = () => {
    if (pixels.length === 0) return -1
    swap(0, pixels.length - 1)
    const at = pixels.pop()!
    times.pop()
    orders.pop()
    for (let i = 0; ; ) {
      const left = 2 * i + 1
      let least = i
      if (left < pixels.length && before(left, least)) least = left
      if (left + 1 < pixels.length && before(left + 1, least)) least = left + 1
      if (least === i) return at
      swap(i, least)
      i = least
    }
  }
  return { push, pop }
}
