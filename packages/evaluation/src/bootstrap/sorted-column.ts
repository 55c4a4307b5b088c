import { countBelow } from '../sorted-array.ts'

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
 * Sorts one column of scores. O(n log n): the numbers alone are sorted, then each pair looks up where it belongs.
 *
 * @param scores one a pair; NaN for a failed comparison
 */
export function sortColumn(all: PeopledPairs, scores: Float64Array): SortedColumn {
  const sorted = scores.filter((score) => !Number.isNaN(score))
  for (let i = 0; i < sorted.length; i++) sorted[i]! += 0 // -0 becomes 0
  sorted.sort()
  const pairs = emptyPairs(sorted.length)
  const failed = emptyPairs(scores.length - sorted.length)
  const placed = new Int32Array(sorted.length)
  let failures = 0
  for (const genuine of [1, 0]) {
    for (let pair = 0; pair < scores.length; pair++) {
      if (all.genuine[pair] !== genuine) continue
      const score = scores[pair]!
      if (Number.isNaN(score)) {
        copyPair(all, pair, failed, failures++)
      } else {
        const first = countBelow(sorted, score)
        copyPair(all, pair, pairs, first + placed[first]!++)
      }
    }
  }
  return { scores: sorted, pairs, ties: mixedTies(sorted, pairs.genuine), failed }
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

function emptyPairs(length: number): PeopledPairs {
  return { genuine: new Uint8Array(length), reference: new Int32Array(length), probe: new Int32Array(length) }
}

function copyPair(from: PeopledPairs, source: number, to: PeopledPairs, target: number): void {
  to.genuine[target] = from.genuine[source]!
  to.reference[target] = from.reference[source]!
  to.probe[target] = from.probe[source]!
}
