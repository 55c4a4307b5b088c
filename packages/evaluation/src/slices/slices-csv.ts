import { csvText } from '#csv-text.ts'
import { percentCell, pointRateCells } from '#report/csv-cells.ts'
import type { AttributeSlices } from './slice-table.ts'

/**
 * Slices for programs: CSV with one row for each attribute, slice and setting. Rates are in percent with all digits; an empty cell
 * is a number that does not exist.
 *
 * @param attributes at least one, with a slice
 */
export function slicesCsv(attributes: readonly AttributeSlices[]): string {
  return csvText(
    attributes.flatMap(({ name, unit, slices }) =>
      slices.flatMap(({ label, range, pairs, people, small, settings }) =>
        settings.map(({ setting, failed, genuine, impostor, dPrime, auc, rates }) => ({
          attribute: name,
          slice: label,
          low: range?.low ?? null,
          high: range?.high ?? null,
          unit,
          small,
          people,
          'genuine pairs': pairs.genuine,
          'impostor pairs': pairs.impostor,
          setting,
          'failed genuine': failed.genuine,
          'failed impostor': failed.impostor,
          'genuine mean': genuine.mean,
          'impostor mean': impostor.mean,
          dPrime,
          'ROC AUC': auc,
          'EER (%)': percentCell(rates?.equalErrorRate?.eer),
          'FNMR at FMR 1 % (%)': percentCell(rates?.fmr100.supported ? rates.fmr100.fnmr : undefined),
          ...pointRateCells('T100', rates?.frozenFmr100 ?? null),
          ...pointRateCells('T1000', rates?.frozenFmr1000 ?? null),
        })),
      ),
    ),
  )
}
