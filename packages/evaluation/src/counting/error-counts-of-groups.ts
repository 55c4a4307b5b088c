import type { ErrorCounts } from '#error-counts.ts'
import { nextDouble } from '#next-double.ts'
import type { ScoreGroups } from './score-groups.ts'

/** The errors at the lower end of every group, and where everything is rejected. */
export function errorCountsOfGroups(groups: ScoreGroups, failedGenuine: number): ErrorCounts {
  const { length, low, high, genuine, impostor, single } = groups
  const thresholds = new Float64Array(length + 1)
  const falseMatches = new Float64Array(length + 1)
  const falseNonMatches = new Float64Array(length + 1)
  thresholds.set(low)
  thresholds[length] = single[length - 1] === 1 ? nextDouble(low[length - 1]!) : high[length - 1]!
  falseNonMatches[0] = failedGenuine
  for (let i = 0; i < length; i++) falseNonMatches[i + 1] = falseNonMatches[i]! + genuine[i]!
  for (let i = length - 1; i >= 0; i--) falseMatches[i] = falseMatches[i + 1]! + impostor[i]!
  return { thresholds, falseMatches, falseNonMatches }
}
