import { sortByScore } from './sort-by-score.ts'

/** Pairs with their people, arrays of equal length. */
export interface PeopledPairs {
  /** 1 for a pair of one person, 0 for a pair of two. */
  readonly genuine: Uint8Array
  /** People as numbers from 0. */
  readonly reference: Int32Array
  readonly probe: Int32Array
}

/** Scored pairs by ascending score, genuine before impostor where scores tie; and the pairs that have no score. */
export interface SortedColumn {
  /** Ascending, no negative zero. A position here stands for the threshold that rejects everything before it. */
  readonly scores: Float64Array
  readonly pairs: PeopledPairs
  /** Runs of equal scores that hold both classes. */
  readonly ties: readonly MixedTie[]
  readonly failed: PeopledPairs
}

/** Positions of equal scores: genuine from `start`, impostor from `middle`, up to but without `end`. */
export interface MixedTie {
  readonly start: number
  readonly middle: number
  readonly end: number
}

/**
 * Sorts one column of scores.
 *
 * @param scores one a pair; NaN for a failed comparison
 */
export function sortColumn(all: PeopledPairs, scores: Float64Array): SortedColumn {
  const scored = new Uint32Array(scores.length)
  const failed = new Uint32Array(scores.length)
  let scoredCount = 0
  let failedCount = 0
  for (const genuine of [1, 0]) {
    for (let pair = 0; pair < scores.length; pair++) {
      if (all.genuine[pair] !== genuine) continue
      if (Number.isNaN(scores[pair]!)) failed[failedCount++] = pair
      else scored[scoredCount++] = pair
    }
  }
  const order = sortByScore(scores, scored.subarray(0, scoredCount))
  const sorted = new Float64Array(order.length)
  for (let i = 0; i < order.length; i++) sorted[i] = scores[order[i]!]! + 0 // -0 becomes 0
  const pairs = pick(all, order)
  return {
    scores: sorted,
    pairs,
    ties: mixedTies(sorted, pairs.genuine),
    failed: pick(all, failed.subarray(0, failedCount)),
  }
}

function mixedTies(scores: Float64Array, genuine: Uint8Array): MixedTie[] {
  const ties: MixedTie[] = []
  for (let start = 0; start < scores.length; ) {
    let end = start + 1
    while (scores[end] === scores[start]) end++
    if (genuine[start] === 1 && genuine[end - 1] === 0) {
      const middle = genuine.indexOf(0, start)
      ties.push({ start, middle, end })
    }
    start = end
  }
  return ties
}

function pick({ genuine, reference, probe }: PeopledPairs, order: Uint32Array): PeopledPairs {
  const picked = {
    genuine: new Uint8Array(order.length),
    reference: new Int32Array(order.length),
    probe: new Int32Array(order.length),
  }
  for (let i = 0; i < order.length; i++) {
    const pair = order[i]!
    picked.genuine[i] = genuine[pair]!
    picked.reference[i] = reference[pair]!
    picked.probe[i] = probe[pair]!
  }
  return picked
}
