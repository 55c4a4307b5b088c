/*
 * The loops that see every score, about a nanosecond each. They are small, each has one kind of array, and every array is a
 * parameter of its own, because that is what V8 makes fast code of: one loop for everything, or arrays inside an options object,
 * take longer. Which bin a score is in is written out in each: see ScoreBins. The binary form of float64 scores comes as pairs of
 * whole numbers, the upper one second.
 */

/** Counts up the bin of each score. */
export function countFloat32(scores: Float32Array, from: number, to: number, bins: Uint32Array): void {
  for (let i = from; i < to; i++) {
    const place = Math.floor(scores[i]! * 8192) + 16384
    bins[place >= 0 ? (place < 32768 ? place : 32767) : 0]!++
  }
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
 * @param picked one longer than the scores
 * @returns how many were picked
 */
export function countAndPickFloat32(
  scores: Float32Array,
  from: number,
  to: number,
  bins: Uint32Array,
  marked: Uint8Array,
  picked: Float32Array,
): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const score = scores[i]!
    const place = Math.floor(score * 8192) + 16384
    const index = place >= 0 ? (place < 32768 ? place : 32767) : 0
    bins[index]!++
    picked[count] = score
    count += marked[index]!
  }
  return count
}

/** See {@link countAndPickFloat32}; `picked` receives the binary form, two numbers each. */
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
