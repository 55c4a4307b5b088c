import { sortByScore } from '#bootstrap/sort-by-score.ts'

/** Rows of several sets that are about the same pair. */
export interface MatchedPairs {
  /** By set: its row for each pair that all have, in the order of the first set. */
  readonly rows: readonly Uint32Array[]
  /** By set: a row whose pair some set lacks; null for none. */
  readonly unmatched: readonly (number | null)[]
}

/**
 * Finds pairs that all sets have, by their keys; the second time that a pair occurs in one set belongs to the second time in
 * another. Sorted numbers take memory for a few numbers a comparison, where a table of keys would take many times that.
 *
 * @param keys by set and row, whole numbers from 0
 */
export function matchPairs(keys: readonly Float64Array[]): MatchedPairs {
  const [first] = keys
  if (keys.every((other) => other.length === first!.length && other.every((key, row) => key === first![row]))) {
    const rows = Uint32Array.from(first!.keys())
    return { rows: keys.map(() => rows), unmatched: keys.map(() => null) }
  }
  const sorted = keys.map((ofSet) => sortByScore(ofSet, Uint32Array.from(ofSet.keys())))
  const partners = keys.map(() => new Uint32Array(first!.length))
  const isMatched = new Uint8Array(first!.length)
  const unmatched: (number | null)[] = keys.map(() => null)
  const next = keys.map(() => 0)
  const keyAt = (s: number) => (next[s]! < sorted[s]!.length ? keys[s]![sorted[s]![next[s]!]!]! : Infinity)
  for (;;) {
    const heads = keys.map((_, s) => keyAt(s))
    const lowest = Math.min(...heads)
    if (lowest === Infinity) break
    const inAll = heads.every((head) => head === lowest)
    if (inAll) {
      const row = sorted[0]![next[0]!]!
      isMatched[row] = 1
      for (const s of keys.keys()) partners[s]![row] = sorted[s]![next[s]!]!
    }
    for (const [s, head] of heads.entries()) {
      if (head !== lowest) continue
      if (!inAll) unmatched[s] ??= sorted[s]![next[s]!]!
      next[s]!++
    }
  }
  return { rows: partners.map((ofSet) => ofSet.filter((_, row) => isMatched[row] === 1)), unmatched }
}
