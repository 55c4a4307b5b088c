import type { PreparedScores } from './prepared-scores.ts'

/**
 * Area under the ROC curve, 0..1: the chance that a genuine score is above an impostor score, ties counted half (Mann & Whitney). O(n).
 *
 * Exact counting in whole and half numbers. Counted failures stand below every score and tie with each other.
 */
export function rocAuc(scores: PreparedScores): number {
  const { genuine, impostor, failed } = scores
  let wins = (failed.genuine * failed.impostor) / 2
  let below = 0
  let upTo = 0
  for (const score of genuine) {
    while (below < impostor.length && impostor[below]! < score) below++
    if (upTo < below) upTo = below
    while (upTo < impostor.length && impostor[upTo]! <= score) upTo++
    wins += failed.impostor + (below + upTo) / 2
  }
  return wins / (scores.genuineCount * scores.impostorCount)
}
