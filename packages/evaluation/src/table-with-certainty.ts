import type { Certainty, Estimate, SettingMeasures } from './bootstrap/certainty.ts'
import type { BootstrapIntervals, ComparisonTable, SettingResult } from './comparison-table.ts'
import { correctedByMeasure, estimatedDifferences } from './estimated-differences.ts'

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
    return estimatedDifferences(common, frozen).map(({ measure, ...figures }) => ({
      measure,
      a: idOf(a),
      b: idOf(b),
      ...figures,
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
