import { checkPairList } from '#checks/check-pair-list.ts'
import { checkScores } from '#checks/check-scores.ts'
import type { TableWarning } from '#comparison-table.ts'
import type { ScoreSet, SideNames } from './score-set.ts'

/** What is doubtful about the pairs and the scores of sets on one pair list, errors first. */
export function checkScoreSets(sets: readonly ScoreSet[]): TableWarning[] {
  const [first] = sets
  if (first === undefined) return []
  const name = (of: SideNames | null, side: 'reference' | 'probe', row: number) => {
    const numbers = of?.[side]
    return numbers === null || numbers === undefined ? null : of!.names[numbers[row]!]!
  }
  const ofList = checkPairList(
    Array.from(first.genuine, (genuine, row) => {
      const side = (which: 'reference' | 'probe') => ({
        person: name(first.people, which, row),
        picture: name(first.pictures, which, row),
        mask: null,
      })
      return { reference: side('reference'), probe: side('probe'), genuine: genuine === 1 }
    }),
  )
  const ofSets = sets.flatMap(({ setting, scores, genuine }) =>
    checkScores({
      genuine: scores.filter((_, row) => genuine[row] === 1),
      impostor: scores.filter((_, row) => genuine[row] === 0),
    }).map((finding) => ({ setting, ...finding })),
  )
  const all = [...ofList.map((finding) => ({ setting: null, ...finding })), ...ofSets]
  return all.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
}
