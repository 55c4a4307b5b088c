import { pointOf } from '#error-rate-measures.ts'
import type { PairClusters } from '#pair-clusters.ts'
import { pairClusters } from '#pair-clusters.ts'
import type { PreparedScores } from '#prepared-scores.ts'
import type { FnmrAtFmr } from '#table-rates.ts'
import { thresholdAtFmr } from '#threshold-at-fmr.ts'
import type { ScorePoints, WantedPoints } from './score-points.ts'
import type { ScoreSet } from './score-set.ts'
import { settingScoresOf } from './setting-scores-of.ts'

/** The wanted points of one set, with intervals where its people are known. */
export function pointsOfSet(set: ScoreSet, scores: PreparedScores, wanted: WantedPoints): ScorePoints {
  const taken = settingScoresOf(set)
  const clusters = clustersOf(set)
  const pointAt = (threshold: number) => pointOf(scores, taken, threshold, clusters)
  return {
    setting: set.setting,
    atThresholds: wanted.thresholds.map(pointAt),
    atFmrs: wanted.fmrs.map((targetFmr): FnmrAtFmr => {
      const answer = thresholdAtFmr(scores, targetFmr)
      if (answer.supported) return { supported: true, targetFmr, ...pointAt(answer.threshold) }
      return { ...answer, atSmallestFmr: pointAt(answer.atSmallestFmr.threshold) }
    }),
  }
}

function clustersOf({ people }: ScoreSet): PairClusters | null {
  if (people === null) return null
  return pairClusters(
    Array.from(people.reference!, (reference, row) => ({
      reference: people.names[reference]!,
      probe: people.names[people.probe![row]!]!,
    })),
  )
}
