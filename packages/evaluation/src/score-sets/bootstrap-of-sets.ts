import type { BootstrapInput } from '#bootstrap/bootstrap-input.ts'
import { comparedSettings } from '#compared-settings.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { ScoreSet } from './score-set.ts'

/**
 * What a bootstrap over the people of sets on the same pairs is made of.
 *
 * @returns null when the sets do not say who is on a pair
 */
export function bootstrapOfSets(
  sets: readonly ScoreSet[],
  { frozen, resamples, seed }: { frozen: FrozenThresholds; resamples: number; seed: string },
): BootstrapInput | null {
  const people = sets.find((set) => set.people !== null)?.people
  if (people === null || people === undefined) return null
  const thresholds = [frozen.fmr100, frozen.fmr1000].filter((threshold) => threshold !== null)
  return {
    genuine: sets[0]!.genuine,
    reference: people.reference!,
    probe: people.probe!,
    settings: sets.map(({ setting, scores }) => ({ id: setting, scores, thresholds })),
    differences: comparedSettings(sets.map(({ setting }) => setting)),
    resamples,
    seed,
  }
}
