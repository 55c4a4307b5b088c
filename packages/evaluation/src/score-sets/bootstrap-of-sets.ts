import type { BootstrapInput } from '#bootstrap/bootstrap-input.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { SettingId } from '#settings.ts'
import type { ScoreSet } from './score-set.ts'

/**
 * What a bootstrap over the people of sets on the same pairs is made of.
 *
 * Differences are those of every other set against UMR-UMP and against UMR-MP; against the first set where neither is there.
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
  const ids = sets.map(({ setting }) => setting)
  const plain = (['umr-ump', 'umr-mp'] as const).filter((setting) => ids.includes(setting))
  const bases: readonly SettingId[] = plain.length > 0 ? plain : ids.slice(0, 1)
  return {
    genuine: sets[0]!.genuine,
    reference: people.reference!,
    probe: people.probe!,
    settings: sets.map(({ setting, scores }) => ({ id: setting, scores, thresholds })),
    // UMR-MP against UMR-UMP, but not the other way round as well
    differences: bases.flatMap((b, i) =>
      ids.filter((a) => a !== b && !bases.slice(0, i).includes(a)).map((a) => ({ a, b })),
    ),
    resamples,
    seed,
  }
}
