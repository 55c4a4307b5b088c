import { alignScoreSets } from './align-score-sets.ts'
import { matchPairs } from './match-pairs.ts'
import { canBeMatched, namedInAll, pairKeys } from './pair-keys.ts'
import type { ScoreSet } from './score-set.ts'

/** Puts sets with the same pairs together, each group in the order of its first set. */
export function groupScoreSets(sets: readonly ScoreSet[]): ScoreSet[][] {
  const groups: ScoreSet[][] = []
  for (const set of sets) {
    const group = groups.find(([first]) => haveSamePairs(first!, set))
    if (group === undefined) groups.push([set])
    else group.push(set)
  }
  return groups.map((group) => (group.length === 1 ? group : [...alignScoreSets(group).sets]))
}

function haveSamePairs(a: ScoreSet, b: ScoreSet): boolean {
  if (a.scores.length !== b.scores.length || !canBeMatched([a, b])) return false
  const { rows } = matchPairs(pairKeys([a, b], namedInAll([a, b])))
  const [ofA, ofB] = rows as [Uint32Array, Uint32Array]
  return ofA.length === a.scores.length && ofA.every((row, i) => a.genuine[row] === b.genuine[ofB[i]!])
}
