import { concatenate } from '@maskmirror/core'
import { countBelow } from '#sorted-array.ts'
import type { MergedCounts } from './merge-counts.ts'
import type { PassPlan, ScoreArray } from './pass-plan.ts'
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

/** The parts of a pass as groups, without those that are kept: their scores say more. */
export function groupsFromParts(
  bins: ScoreBins,
  { splits, kept }: PassPlan,
  { genuine, impostor }: MergedCounts,
): ScoreGroups {
  const builder = createGroupsBuilder(splits.length)
  for (let part = 0; part < splits.length; part++) {
    if (kept[part] === 1) continue
    const low = splits[part]!
    const binEnd = bins.lowest(bins.positionOf(bins.indexOf(low)) + 1)
    const high = Math.min(splits[part + 1] ?? Infinity, binEnd)
    builder.push(low, high, genuine.parts[part]!, impostor.parts[part]!, high === bins.next(low))
  }
  return builder.groups()
}

/** The scores in some groups, as far as they were kept one by one. */
export function groupsFromKept(
  bins: ScoreBins,
  groups: ScoreGroups,
  wanted: readonly number[],
  { genuine, impostor }: MergedCounts,
): ScoreGroups {
  const [allGenuine, allImpostor] = [genuine.kept, impostor.kept]
  if (allGenuine === null || allImpostor === null) return createGroupsBuilder(0).groups()
  const found = wanted.map((index) => {
    const within = (lists: readonly ScoreArray[]) => scoresWithin(lists, groups.low[index]!, groups.high[index]!)
    return { genuine: within(allGenuine), impostor: within(allImpostor) }
  })
  const builder = createGroupsBuilder(found.reduce((sum, list) => sum + list.genuine.length + list.impostor.length, 0))
  for (const list of found) {
    let g = 0
    let i = 0
    while (g < list.genuine.length || i < list.impostor.length) {
      const score = Math.min(list.genuine[g] ?? Infinity, list.impostor[i] ?? Infinity)
      const [genuineStart, impostorStart] = [g, i]
      while (list.genuine[g] === score) g++
      while (list.impostor[i] === score) i++
      builder.push(score + 0, bins.next(score), g - genuineStart, i - impostorStart, true) // -0 becomes 0
    }
  }
  return builder.groups()
}

/** Ascending. */
function scoresWithin(lists: readonly ScoreArray[], low: number, high: number): Float64Array {
  return concatenate(
    Float64Array,
    lists.map((ascending) => ascending.subarray(countBelow(ascending, low), countBelow(ascending, high))),
  ).sort()
}

/** Of a group without impostors that holds more than this share of the genuine scores, each becomes a point of the curve (our choice). */
const smallestShare = 0.005

/**
 * The genuine scores in groups without impostors: in some, and in those where the curve would miss too many.
 *
 * @param genuine all, ascending
 */
export function groupsOfGenuineOnly(
  bins: ScoreBins,
  groups: ScoreGroups,
  wanted: ReadonlySet<number>,
  genuine: Float64Array,
): ScoreGroups {
  const builder = createGroupsBuilder(genuine.length)
  let g = 0
  for (let i = 0; i < groups.length; i++) {
    const end = g + groups.genuine[i]!
    const isOpen = groups.impostor[i] === 0 && groups.single[i] === 0
    if (isOpen && (end - g > smallestShare * genuine.length || wanted.has(i))) {
      while (g < end) {
        const score = genuine[g]!
        const start = g
        while (g < end && genuine[g] === score) g++
        builder.push(score, bins.next(score), g - start, 0, true)
      }
    }
    g = end
  }
  return builder.groups()
}
