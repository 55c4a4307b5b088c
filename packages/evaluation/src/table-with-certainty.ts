import type {
  Certainty,
  DifferenceEstimate,
  DifferenceMeasures,
  Estimate,
  SettingMeasures,
} from './bootstrap/certainty.ts'
import { holm } from './bootstrap/holm.ts'
import type {
  BootstrapIntervals,
  ComparisonTable,
  DifferenceMeasure,
  SettingDifference,
  SettingResult,
} from './comparison-table.ts'

/**
 * The table with intervals of its settings and with differences between them.
 *
 * @param certainty a bootstrap of the same pairs, ids of settings as in the table, FMR targets 1 % and 0.1 % among its targets, and as its
 *   thresholds the table's frozen ones as far as there are any, in the order of the table
 */
export function tableWithCertainty(table: ComparisonTable, certainty: Certainty): ComparisonTable {
  const { seed, resamples, people } = certainty
  const frozen = (['fmr100', 'fmr1000'] as const).filter((name) => table.frozen[name].threshold !== null)
  const differences = certainty.differences.flatMap(({ a, b, common }) => {
    const idOf = (id: string) => table.settings.find(({ setting }) => setting === id)!.setting
    return differencesOf(common, frozen).map(([measure, { value, low, high, pValue }]) => ({
      measure,
      a: idOf(a),
      b: idOf(b),
      difference: value,
      low,
      high,
      pValue,
    }))
  })
  return {
    ...table,
    bootstrap: { resamples, seed, people },
    settings: table.settings.map((result): SettingResult => {
      const measures = certainty.settings.find(({ id }) => id === result.setting)
      return {
        ...result,
        intervals: measures === undefined || result.scored.rates === null ? null : intervalsOf(measures.scored),
      }
    }),
    differences: correctedByMeasure(differences),
  }
}

function intervalsOf({ eer, auc, fnmrAtFmr }: SettingMeasures): BootstrapIntervals {
  const interval = (estimate: Estimate | null) =>
    estimate === null ? null : { low: estimate.low, high: estimate.high }
  const at = (fmr: number) => interval(fnmrAtFmr.find(({ targetFmr }) => targetFmr === fmr)?.estimate ?? null)
  return { eer: interval(eer), auc: interval(auc), fnmrAtFmr100: at(0.01), fnmrAtFmr1000: at(0.001) }
}

function differencesOf(
  { eer, fnmrAtFmr, atThresholds }: DifferenceMeasures,
  frozen: readonly ('fmr100' | 'fmr1000')[],
): [DifferenceMeasure, DifferenceEstimate][] {
  const at = (fmr: number) => fnmrAtFmr.find(({ targetFmr }) => targetFmr === fmr)?.estimate ?? null
  const all: [DifferenceMeasure, DifferenceEstimate | null][] = [
    ['eer', eer],
    ['fnmr-at-fmr100', at(0.01)],
    ['fnmr-at-fmr1000', at(0.001)],
    ...frozen.flatMap((name, i): [DifferenceMeasure, DifferenceEstimate | null][] => [
      [`fmr-at-frozen-${name}`, atThresholds[i]?.fmr ?? null],
      [`fnmr-at-frozen-${name}`, atThresholds[i]?.fnmr ?? null],
    ]),
  ]
  return all.filter((one): one is [DifferenceMeasure, DifferenceEstimate] => one[1] !== null)
}

/** Holm's correction over all comparisons of one measure. */
function correctedByMeasure(differences: readonly Omit<SettingDifference, 'pHolm'>[]): SettingDifference[] {
  const corrected = new Map<Omit<SettingDifference, 'pHolm'>, number>()
  for (const measure of new Set(differences.map((one) => one.measure))) {
    const family = differences.filter((one) => one.measure === measure)
    for (const [i, p] of holm(family.map(({ pValue }) => pValue)).entries()) corrected.set(family[i]!, p)
  }
  return differences.map((one) => ({ ...one, pHolm: corrected.get(one)! }))
}
