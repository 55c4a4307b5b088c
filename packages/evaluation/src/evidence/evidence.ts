import { z } from 'zod'
import { CalibrationCostSchema } from '#calibration/calibration.ts'
import type { PairPeople, SettingComparisons } from '#comparison.ts'
import { FusionSchema, fuse } from '#fusion/fusion.ts'
import type { PeopleSplit } from '#people-split.ts'
import { settingScores } from '#setting-scores.ts'
import { SettingIdSchema, settingStrategy } from '#settings.ts'
import { attempt, outcomeSchema } from './attempt.ts'
import { calibrateSetting } from './calibrate-setting.ts'

export const EvidenceSchema = z.object({
  /** Names the halves of people: everything is fitted on one half and measured on the other. */
  seed: z.string(),
  calibration: z.array(z.object({ setting: SettingIdSchema, outcome: outcomeSchema(CalibrationCostSchema) })),
  /**
   * UMR-MP with every treated setting: the same masked probe against the reference as it is and as it was treated. Null for
   * fewer than two of them.
   */
  fusion: outcomeSchema(FusionSchema).nullable(),
})

/** What scores are worth as evidence, alone and fused. */
export type Evidence = z.infer<typeof EvidenceSchema>

/**
 * Calibrates each setting and fuses those that compare the same unmasked reference with the same masked probe.
 *
 * @param people who is on pair i
 */
export function evidence(
  settings: readonly SettingComparisons[],
  people: readonly PairPeople[],
  split: PeopleSplit,
): Evidence {
  const arms = settings.filter(({ setting }) => setting === 'umr-mp' || settingStrategy(setting) !== null)
  return {
    seed: split.seed,
    calibration: settings.map((one) => ({
      setting: one.setting,
      outcome: attempt(() => calibrateSetting(settingScores(one), split)),
    })),
    fusion: arms.length < 2 ? null : attempt(() => fuse({ ...fusionArms(arms, people.length), people, split })),
  }
}

/** Scores by pair, null where an arm failed. */
function fusionArms(arms: readonly SettingComparisons[], count: number) {
  const genuine = Array.from({ length: count }, () => false)
  for (const comparison of arms[0]!.comparisons) genuine[comparison.pairIndex] = comparison.genuine
  const systems = arms.map(({ setting, comparisons }) => {
    const scores = Array.from({ length: count }, (): number | null => null)
    for (const { pairIndex, outcome } of comparisons) if (outcome.ok) scores[pairIndex] = outcome.score
    return { name: setting, scores }
  })
  return { systems, genuine }
}
