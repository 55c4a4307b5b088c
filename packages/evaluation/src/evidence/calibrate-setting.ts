import { type CalibrationCost, calibrationCost } from '#calibration/calibration.ts'
import { EvaluationError } from '#evaluation-error.ts'
import type { PeopleSplit } from '#people-split.ts'
import { preparedFrom, type SettingScores, scoresWhere } from '#setting-scores.ts'

/**
 * Calibrates the scores of a setting on the development half of the people and measures the cost on the test half.
 *
 * @throws EvaluationError `scores-empty` when a half has no scores of one class, and as `calibrationCost`
 */
export function calibrateSetting(scores: SettingScores, { halfOfPair }: PeopleSplit): CalibrationCost {
  const half = (which: 'development' | 'test') => {
    const ofHalf = scoresWhere(scores, (pair) => halfOfPair[pair] === which)
    const prepared = preparedFrom(ofHalf)
    if (prepared !== null) return prepared
    throw new EvaluationError({
      code: 'scores-empty',
      message: `Expected genuine and impostor scores of ${which} people but received ${ofHalf.genuine.scores.length} genuine and ${ofHalf.impostor.scores.length} impostor`,
      details: { half: which },
    })
  }
  return calibrationCost({ development: half('development'), test: half('test') })
}
