import { z } from 'zod'
import { pointMeter } from './error-rate-measures.ts'
import type { PairClusters } from './pair-clusters.ts'
import type { PeopleSplit } from './people-split.ts'
import type { SettingScores } from './setting-scores.ts'
import { preparedFrom, scoresWhere } from './setting-scores.ts'
import { TableOperatingPointSchema } from './table-rates.ts'
import { thresholdAtFmr } from './threshold-at-fmr.ts'

const count = z.int().nonnegative()

export const HeldOutRatesSchema = z.object({
  targetFmr: z.number().min(0).max(1),
  /** Threshold fitted on this setting's development people; null when they have too few impostor scores for the target. */
  recalibrated: TableOperatingPointSchema.nullable(),
  /** Threshold fitted on UMR-UMP's development people, the same test pairs; null as above, or without UMR-UMP. */
  frozen: TableOperatingPointSchema.nullable(),
})

/** What becomes of people whom the threshold never saw: once fitted for the setting, once left as UMR-UMP had it. */
export type HeldOutRates = z.infer<typeof HeldOutRatesSchema>

export const RecalibrationSchema = z.object({
  /** Scored pairs of test people, what the rates divide by. */
  genuineCount: count,
  impostorCount: count,
  fmr100: HeldOutRatesSchema,
  fmr1000: HeldOutRatesSchema,
})

/** Error rates on the test half of the people, at thresholds of the development half. Failures are left out. */
export type Recalibration = z.infer<typeof RecalibrationSchema>

/**
 * @param unmasked UMR-UMP's scores of the same pair list; undefined when it was not run
 * @returns null when the test people have no scores of one class
 */
export function recalibration(
  setting: SettingScores,
  unmasked: SettingScores | undefined,
  { halfOfPair }: PeopleSplit,
  clusters: PairClusters,
): Recalibration | null {
  const half = (scores: SettingScores, which: 'development' | 'test') =>
    scoresWhere(scores, (pair) => halfOfPair[pair] === which)
  const test = half(setting, 'test')
  const scored = { ...test, failed: { genuine: [], impostor: [] } }
  const prepared = preparedFrom(scored)
  if (prepared === null) return null
  const pointAt = pointMeter(prepared, scored, clusters)
  const fitted = (scores: SettingScores | undefined, targetFmr: number) => {
    const development = scores === undefined ? null : preparedFrom(half(scores, 'development'))
    const answer = development === null ? null : thresholdAtFmr(development, targetFmr)
    return answer?.supported ? pointAt(answer.threshold) : null
  }
  const rates = (targetFmr: number): HeldOutRates => ({
    targetFmr,
    recalibrated: fitted(setting, targetFmr),
    frozen: fitted(unmasked, targetFmr),
  })
  return {
    genuineCount: prepared.genuineCount,
    impostorCount: prepared.impostorCount,
    fmr100: rates(0.01),
    fmr1000: rates(0.001),
  }
}
