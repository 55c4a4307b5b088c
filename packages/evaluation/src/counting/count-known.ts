import type { PassCounts, PassPlan } from './pass-plan.ts'
import { momentsFromSums, noMoments } from './running-moments.ts'
import type { ScoreBins } from './score-bins.ts'

/**
 * What a counter would have counted of genuine scores that are known: they belong to every pass without being shown.
 *
 * @param ascending all of them, without negative zero; each counts as kept
 */
export function countKnown(bins: ScoreBins, { splits }: PassPlan, ascending: Float64Array): PassCounts {
  const binPositions = new Int32Array(ascending.length)
  const binCounts = new Float64Array(ascending.length)
  const parts = new Float64Array(splits.length)
  const near = ascending[0] ?? 0
  let sum = 0
  let squares = 0
  let filled = 0
  let part = -1
  let binOfPart = -Infinity
  for (let i = 0; i < ascending.length; i++) {
    const score = ascending[i]!
    const position = bins.positionOf(bins.indexOf(score))
    if (filled === 0 || binPositions[filled - 1] !== position) binPositions[filled++] = position
    binCounts[filled - 1]!++
    while (part + 1 < splits.length && splits[part + 1]! <= score) {
      part++
      binOfPart = bins.positionOf(bins.indexOf(splits[part]!))
    }
    if (binOfPart === position) parts[part]!++
    sum += score - near
    squares += (score - near) ** 2
  }
  return {
    genuine: {
      ...momentsFromSums(ascending.length, near, sum, squares),
      failed: 0,
      binPositions: binPositions.subarray(0, filled),
      binCounts: binCounts.subarray(0, filled),
      parts,
      kept: ascending,
    },
    impostor: {
      ...noMoments,
      failed: 0,
      binPositions: new Int32Array(),
      binCounts: new Float64Array(),
      parts: new Float64Array(splits.length),
      kept: new Float64Array(),
    },
    genuineScores: null,
  }
}
