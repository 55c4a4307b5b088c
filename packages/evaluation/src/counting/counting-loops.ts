/*
 * The loops that see every score, about a nanosecond each. They are small, each has one kind of array, and every array is a
 * parameter of its own, because that is what V8 makes fast code of: one loop for everything, or arrays inside an options object,
 * take longer. The binary form of the scores comes as whole numbers; float64 scores have two, the upper one
 * second.
 */

/** The upper 32 bits of a score, shifted right by this, are the index of its bin. */
export const indexShift = { float32: 12, float64: 11 } as const

/** Counts up the bin of each score. */
export function countFloat32(words: Int32Array, from: number, to: number, bins: Uint32Array): void {
  for (let i = from; i < to; i++) bins[words[i]! >>> 12]!++
}

/** See {@link countFloat32}. */
export function countFloat64(words: Int32Array, from: number, to: number, bins: Uint32Array): void {
  for (let i = from; i < to; i++) bins[words[2 * i + 1]! >>> 11]!++
}

/**
 * Counts up the bin of each score and copies those of marked bins. Each is written and stays only when it is marked: no branch
 * to be mispredicted.
 *
 * @param marked by bin, 0 or 1
 * @param picked one longer than the scores; receives their binary form
 * @returns how many were picked
 */
export function countAndPickFloat32(
  words: Int32Array,
  from: number,
  to: number,
  bins: Uint32Array,
  marked: Uint8Array,
  picked: Int32Array,
): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const word = words[i]!
    const index = word >>> 12
    bins[index]!++
    picked[count] = word
    count += marked[index]!
  }
  return count
}

/** See {@link countAndPickFloat32}; `picked` is two longer than the words. */
export function countAndPickFloat64(
  words: Int32Array,
  from: number,
  to: number,
  bins: Uint32Array,
  marked: Uint8Array,
  picked: Int32Array,
): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const word = words[2 * i + 1]!
    const index = word >>> 11
    bins[index]!++
    picked[2 * count] = words[2 * i]!
    picked[2 * count + 1] = word
    count += marked[index]!
  }
  return count
}

/**
 * Sums the distances to a number near the scores, and their squares: little is lost then where the spread is small beside the
 * mean. Two sums run side by side, because an addition has to wait for the one before.
 *
 * @param sums receives both
 */
export function sumFloat32(scores: Float32Array, from: number, to: number, near: number, sums: Float64Array): void {
  let sum0 = 0
  let sum1 = 0
  let squares0 = 0
  let squares1 = 0
  const end = to - ((to - from) & 1)
  for (let i = from; i < end; i += 2) {
    const distance0 = scores[i]! - near
    const distance1 = scores[i + 1]! - near
    sum0 += distance0
    sum1 += distance1
    squares0 += distance0 * distance0
    squares1 += distance1 * distance1
  }
  const last = end < to ? scores[end]! - near : 0
  sums[0] = sum0 + sum1 + last
  sums[1] = squares0 + squares1 + last * last
}

/** See {@link sumFloat32}. */
export function sumFloat64(scores: Float64Array, from: number, to: number, near: number, sums: Float64Array): void {
  let sum0 = 0
  let sum1 = 0
  let squares0 = 0
  let squares1 = 0
  const end = to - ((to - from) & 1)
  for (let i = from; i < end; i += 2) {
    const distance0 = scores[i]! - near
    const distance1 = scores[i + 1]! - near
    sum0 += distance0
    sum1 += distance1
    squares0 += distance0 * distance0
    squares1 += distance1 * distance1
  }
  const last = end < to ? scores[end]! - near : 0
  sums[0] = sum0 + sum1 + last
  sums[1] = squares0 + squares1 + last * last
}
