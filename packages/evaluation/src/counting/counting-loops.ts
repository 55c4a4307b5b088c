/** Sums over the distances to a number near the scores. */
export interface DistanceSums {
  readonly sum: number
  readonly squares: number
}

/**
 * The loop that sees every score: about a nanosecond each. Four sums run side by side, because an addition has to wait for the
 * one before. float32 and float64 have a copy each, so that the compiler knows the type of every array.
 *
 * @param words the binary form of the scores
 * @param bins by index, counted up
 */
export function countFloat32(
  scores: Float32Array,
  words: Uint32Array,
  { from, to, shift, near }: { from: number; to: number; shift: number; near: number },
  bins: Uint32Array,
): DistanceSums {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0]
  let [squares0, squares1, squares2, squares3] = [0, 0, 0, 0]
  let i = from
  for (; i + 3 < to; i += 4) {
    bins[words[i]! >>> shift]!++
    bins[words[i + 1]! >>> shift]!++
    bins[words[i + 2]! >>> shift]!++
    bins[words[i + 3]! >>> shift]!++
    const distance0 = scores[i]! - near
    const distance1 = scores[i + 1]! - near
    const distance2 = scores[i + 2]! - near
    const distance3 = scores[i + 3]! - near
    sum0 += distance0
    sum1 += distance1
    sum2 += distance2
    sum3 += distance3
    squares0 += distance0 * distance0
    squares1 += distance1 * distance1
    squares2 += distance2 * distance2
    squares3 += distance3 * distance3
  }
  for (; i < to; i++) {
    bins[words[i]! >>> shift]!++
    const distance = scores[i]! - near
    sum0 += distance
    squares0 += distance * distance
  }
  return { sum: sum0 + sum1 + (sum2 + sum3), squares: squares0 + squares1 + (squares2 + squares3) }
}

/** See {@link countFloat32}; `words` has two words for each score, the upper one second. */
export function countFloat64(
  scores: Float64Array,
  words: Uint32Array,
  { from, to, shift, near }: { from: number; to: number; shift: number; near: number },
  bins: Uint32Array,
): DistanceSums {
  let [sum0, sum1] = [0, 0]
  let [squares0, squares1] = [0, 0]
  let i = from
  for (; i + 1 < to; i += 2) {
    bins[words[2 * i + 1]! >>> shift]!++
    bins[words[2 * i + 3]! >>> shift]!++
    const distance0 = scores[i]! - near
    const distance1 = scores[i + 1]! - near
    sum0 += distance0
    sum1 += distance1
    squares0 += distance0 * distance0
    squares1 += distance1 * distance1
  }
  for (; i < to; i++) {
    bins[words[2 * i + 1]! >>> shift]!++
    const distance = scores[i]! - near
    sum0 += distance
    squares0 += distance * distance
  }
  return { sum: sum0 + sum1, squares: squares0 + squares1 }
}

/**
 * Copies the scores of marked bins. Each score is written and stays only when it is marked: no branch to be mispredicted.
 *
 * @param marked by index, 0 or 1
 * @param picked one longer than the scores
 * @returns how many were picked
 */
export function pickFloat32(
  scores: Float32Array,
  words: Uint32Array,
  { from, to, shift }: { from: number; to: number; shift: number },
  { marked, picked }: { marked: Uint8Array; picked: Float32Array },
): number {
  let count = 0
  for (let i = from; i < to; i++) {
    picked[count] = scores[i]!
    count += marked[words[i]! >>> shift]!
  }
  return count
}

/** See {@link pickFloat32}. */
export function pickFloat64(
  scores: Float64Array,
  words: Uint32Array,
  { from, to, shift }: { from: number; to: number; shift: number },
  { marked, picked }: { marked: Uint8Array; picked: Float64Array },
): number {
  let count = 0
  for (let i = from; i < to; i++) {
    picked[count] = scores[i]!
    count += marked[words[2 * i + 1]! >>> shift]!
  }
  return count
}
