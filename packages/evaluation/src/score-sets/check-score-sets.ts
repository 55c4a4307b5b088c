import { checkPairList } from '#checks/check-pair-list.ts'
import { checkScores } from '#checks/check-scores.ts'
import type { CheckedPair } from '#checks/checked-pair.ts'
import type { TableWarning } from '#comparison-table.ts'
import type { ScoreSet, SideNames } from './score-set.ts'

/** What is doubtful about the pairs and the scores of sets on one pair list, errors first. */
export function checkScoreSets(sets: readonly ScoreSet[]): TableWarning[] {
  const [first] = sets
  if (first === undefined) return []
  const ofList = checkPairList(checkedPairs(first))
  const ofSets = sets.flatMap(({ setting, scores, genuine }) =>
    checkScores({
      genuine: scores.filter((_, row) => genuine[row] === 1),
      impostor: scores.filter((_, row) => genuine[row] === 0),
    }).map((finding) => ({ setting, ...finding })),
  )
  const all = [...ofList.map((finding) => ({ setting: null, ...finding })), ...ofSets]
  return all.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
}

function checkedPairs({ people, pictures, genuine }: ScoreSet): CheckedPair[] {
  if (people === null && pictures.reference === null && pictures.probe === null) {
    const side = { person: null, picture: null, mask: null }
    const [impostorPair, genuinePair] = [false, true].map((flag) => ({ reference: side, probe: side, genuine: flag }))
    return Array.from(genuine, (flag) => (flag === 1 ? genuinePair! : impostorPair!))
  }
  return Array.from(genuine, (flag, row) => ({
    reference: sideOf(people, pictures, 'reference', row),
    probe: sideOf(people, pictures, 'probe', row),
    genuine: flag === 1,
  }))
}

function sideOf(people: SideNames | null, pictures: SideNames, which: 'reference' | 'probe', row: number) {
  return { person: nameOf(people, which, row), picture: nameOf(pictures, which, row), mask: null }
}

function nameOf(names: SideNames | null, which: 'reference' | 'probe', row: number): string | null {
  const numbers = names?.[which]
  return numbers === null || numbers === undefined ? null : names!.names[numbers[row]!]!
}
