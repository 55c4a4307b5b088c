import type { ComparisonTable, ScoreMeasures, SettingResult } from './comparison-table.ts'
import { type Cell, csvText } from './csv-text.ts'
import { percentCell, pointRateCells } from './report/csv-cells.ts'
import type { ErrorRates, FnmrAtFmr, RateInterval, TableOperatingPoint } from './table-rates.ts'

/**
 * The comparison table for programs: CSV (RFC 4180) with one row for each setting and basis. Ends with a new line.
 *
 * `basis` is `scored` (failures left out), `with-failures` (counted) or `common` (pairs scored in every setting). Rates are in
 * percent with all digits. An empty cell is a number that does not exist; where a FMR target is not supported, the FNMR cell is
 * empty, `supported` is false and the next two cells hold the smallest FMR supported and the FNMR there, a lower bound. What is known
 * of a setting as a whole is in its `scored` row.
 */
export function comparisonTableCsv(table: ComparisonTable): string {
  const records = table.settings.flatMap((row) => {
    const { setting, label, failed, scored, withFailures, common } = row
    const identity = (basis: string) => ({ setting, label, basis })
    const failures = { 'failed genuine': failed.genuine, 'failed impostor': failed.impostor }
    return [
      { ...identity('scored'), ...failures, ...rateCells(scored.rates), ...scoreCells(scored), ...settingCells(row) },
      {
        ...identity('with-failures'),
        ...failures,
        ...rateCells(withFailures),
        ...scoreCells(null),
        ...settingCells(null),
      },
      { ...identity('common'), ...failures, ...rateCells(common.rates), ...scoreCells(common), ...settingCells(null) },
    ]
  })
  return csvText(records)
}

function rateCells(rates: ErrorRates | null): Record<string, Cell> {
  const eer = rates?.equalErrorRate
  return {
    genuine: rates?.genuineCount ?? null,
    impostor: rates?.impostorCount ?? null,
    'EER (%)': percentCell(eer?.eer),
    'EER low (%)': percentCell(eer?.low),
    'EER high (%)': percentCell(eer?.high),
    'EER convex hull (%)': percentCell(eer?.convexHull),
    'EER threshold': eer?.threshold ?? null,
    ...targetCells('FMR 1 %', rates?.fmr100),
    ...targetCells('FMR 0.1 %', rates?.fmr1000),
    ...targetCells('FMR 0.01 %', rates?.fmr10000),
    ...targetCells('FMR 0.0001 %', rates?.fmr1000000),
    ...pointCells('no false match', rates?.zeroFmr ?? null),
    ...pointCells('frozen T100', rates?.frozenFmr100 ?? null),
    ...pointCells('frozen T1000', rates?.frozenFmr1000 ?? null),
  }
}

function targetCells(target: string, answer: FnmrAtFmr | undefined): Record<string, Cell> {
  const supported = answer?.supported ? answer : null
  const unsupported = answer !== undefined && !answer.supported ? answer : null
  return {
    [`supported at ${target}`]: answer?.supported ?? null,
    [`smallest FMR for ${target} (%)`]: percentCell(unsupported?.smallestFmr),
    [`FNMR lower bound for ${target} (%)`]: percentCell(unsupported?.atSmallestFmr.fnmr),
    ...pointCells(target, supported),
  }
}

function pointCells(name: string, point: TableOperatingPoint | null): Record<string, Cell> {
  return { [`threshold at ${name}`]: point?.threshold ?? null, ...pointRateCells(name, point) }
}

function scoreCells(measures: ScoreMeasures | null): Record<string, Cell> {
  return {
    'genuine mean': measures?.genuine.mean ?? null,
    'genuine sd': measures?.genuine.standardDeviation ?? null,
    'impostor mean': measures?.impostor.mean ?? null,
    'impostor sd': measures?.impostor.standardDeviation ?? null,
    dPrime: measures?.dPrime ?? null,
    'fisher ratio': measures?.fisherRatio ?? null,
    'ROC AUC': measures?.auc ?? null,
  }
}

/** What is known of a setting as a whole: shift against UMR-UMP, resampled intervals, held-out thresholds, accuracy over folds. */
function settingCells(row: SettingResult | null): Record<string, Cell> {
  const { shift, intervals, recalibrated, accuracy } = row ?? {}
  return {
    'genuine shift (sd of UMR-UMP)': shift?.genuine ?? null,
    'impostor shift (sd of UMR-UMP)': shift?.impostor ?? null,
    'dPrime change': shift?.dPrime ?? null,
    ...intervalCells('EER', intervals?.eer),
    ...intervalCells('ROC AUC', intervals?.auc),
    ...intervalCells('FNMR at FMR 1 %', intervals?.fnmrAtFmr100),
    ...intervalCells('FNMR at FMR 0.1 %', intervals?.fnmrAtFmr1000),
    'held-out genuine': recalibrated?.genuineCount ?? null,
    'held-out impostor': recalibrated?.impostorCount ?? null,
    ...pointCells('own held-out 1 %', recalibrated?.fmr100.recalibrated ?? null),
    ...pointCells('frozen held-out 1 %', recalibrated?.fmr100.frozen ?? null),
    ...pointCells('own held-out 0.1 %', recalibrated?.fmr1000.recalibrated ?? null),
    ...pointCells('frozen held-out 0.1 %', recalibrated?.fmr1000.frozen ?? null),
    'accuracy over folds (%)': percentCell(accuracy?.mean),
    'accuracy sd of folds (%)': percentCell(accuracy?.standardDeviation),
    'VAL at FAR 0.1 % (%)': percentCell(accuracy?.val?.mean),
  }
}

/** An interval by resampling people, in percent. */
function intervalCells(name: string, interval: RateInterval | null | undefined): Record<string, Cell> {
  return {
    [`${name} resampled low (%)`]: percentCell(interval?.low),
    [`${name} resampled high (%)`]: percentCell(interval?.high),
  }
}
