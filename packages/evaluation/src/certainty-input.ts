import type { BootstrapInput } from './bootstrap/bootstrap-input.ts'
import { comparedSettings } from './compared-settings.ts'
import type { PairPeople, SettingComparisons } from './comparison.ts'
import type { ComparisonTable } from './comparison-table.ts'
import { pairClusters } from './pair-clusters.ts'

/**
 * What a bootstrap needs to say how sure a comparison table is; its outcome goes to `tableWithCertainty`.
 *
 * @param table of these comparisons
 * @param comparisons the settings that the table was made from, pairs numbered from 0 without gaps
 * @param people who is on pair i
 * @param options.resamples default 1,000
 */
export function certaintyInput(
  table: ComparisonTable,
  comparisons: readonly SettingComparisons[],
  people: readonly PairPeople[],
  { seed, resamples = 1000 }: { seed: string; resamples?: number },
): BootstrapInput {
  const { reference, probe } = pairClusters(people)
  const { fmr100, fmr1000 } = table.frozen
  const thresholds = [fmr100.threshold, fmr1000.threshold].filter((threshold) => threshold !== null)
  return {
    genuine: Uint8Array.from(people, (pair) => Number(pair.reference === pair.probe)),
    reference,
    probe,
    settings: comparisons.map(({ setting, comparisons }) => {
      const scores = new Float64Array(people.length).fill(Number.NaN)
      for (const { pairIndex, outcome } of comparisons) if (outcome.ok) scores[pairIndex] = outcome.score
      return { id: setting, scores, thresholds }
    }),
    differences: comparedSettings(comparisons.map(({ setting }) => setting)),
    resamples,
    seed,
  }
}
