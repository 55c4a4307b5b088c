import type { MergedCounts } from './merge-counts.ts'
import type { PassPlan } from './pass-plan.ts'
import type { ScoreBins } from './score-bins.ts'
import { createGroupsBuilder, type ScoreGroups } from './score-groups.ts'

/** The bins of a pass as groups. */
export function groupsFromBins(bins: ScoreBins, { genuine, impostor }: MergedCounts): ScoreGroups {
  const builder = createGroupsBuilder(genuine.binPositions.length + impostor.binPositions.length)
  let g = 0
  let i = 0
  for (;;) {
    const position = Math.min(genuine.binPositions[g] ?? Infinity, impostor.binPositions[i] ?? Infinity)
    if (position === Infinity) return builder.groups()
    const genuineCount = genuine.binPositions[g] === position ? genuine.binCounts[g++]! : 0
    const impostorCount = impostor.binPositions[i] === position ? impostor.binCounts[i++]! : 0
    builder.push(bins.lowest(position), bins.lowest(position + 1), genuineCount, impostorCount, false)
  }
}

/** The parts of a pass as groups; those whose scores were kept one by one become single scores. */
export function groupsFromParts(bins: ScoreBins, plan: PassPlan, { genuine, impostor }: MergedCounts): ScoreGroups {
  const { splits, kept } = plan
  const scores =
    genuine.kept === null || impostor.kept === null ? null : { genuine: genuine.kept, impostor: impostor.kept }
  const builder = createGroupsBuilder(
    splits.length + (scores === null ? 0 : scores.genuine.length + scores.impostor.length),
  )
  let g = 0
  let i = 0
  for (let part = 0; part < splits.length; part++) {
    const low = splits[part]!
    const binEnd = bins.lowest(bins.positionOf(bins.indexOf(low)) + 1)
    const high = Math.min(splits[part + 1] ?? Infinity, binEnd)
    if (kept[part] === 0 || scores === null) {
      builder.push(low, high, genuine.parts[part]!, impostor.parts[part]!, high === bins.next(low))
      continue
    }
    const genuineEnd = g + genuine.parts[part]!
    const impostorEnd = i + impostor.parts[part]!
    while (g < genuineEnd || i < impostorEnd) {
      const score = Math.min(
        g < genuineEnd ? scores.genuine[g]! : Infinity,
        i < impostorEnd ? scores.impostor[i]! : Infinity,
      )
      const [genuineStart, impostorStart] = [g, i]
      while (g < genuineEnd && scores.genuine[g] === score) g++
      while (i < impostorEnd && scores.impostor[i] === score) i++
      builder.push(score, bins.next(score), g - genuineStart, i - impostorStart, true)
    }
  }
  return builder.groups()
}
