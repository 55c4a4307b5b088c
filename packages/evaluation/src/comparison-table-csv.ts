import type { ComparisonTable, ScoreMeasures } from './comparison-table.ts'
import type { ErrorRates, FnmrAtFmr, TableOperatingPoint } from './table-rates.ts'

type Cell = string | number | boolean | null

/**
 * The comparison table for programs: CSV (RFC 4180) with one row for each setting and basis. Ends with a new line.
 *
 * `basis` is `scored` (failures left out), `with-failures` (counted) or `common` (pairs scored in every setting). Rates are in
 * percent with all digits. An empty cell is a number that does not exist; where a FMR target is not supported, the FNMR cell is
 * empty, `supported` is false and the next two cells hold the smallest FMR supported and the FNMR there, a lower bound.
 */
export function comparisonTableCsv(table: ComparisonTable): string {
  const records = table.settings.flatMap(({ setting, label, failed, scored, withFailures, common }) => {
    const identity = (basis: string) => ({ setting, label, basis })
    const failures = { 'failed genuine': failed.genuine, 'failed impostor': failed.impostor }
    return [
      { ...identity('scored'), ...failures, ...rateCells(scored.rates), ...scoreCells(scored) },
      { ...identity('with-failures'), ...failures, ...rateCells(withFailures), ...scoreCells(null) },
      { ...identity('common'), ...failures, ...rateCells(common.rates), ...scoreCells(common) },
    ]
  })
  const header = Object.keys(records[0]!)
  const lines = [header, ...records.map((record) => Object.values(record))]
  return `${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

function rateCells(rates: ErrorRates | null): Record<string, Cell> {
  const eer = rates?.equalErrorRate
  return {
    genuine: rates?.genuineCount ?? null,
    impostor: rates?.impostorCount ?? null,
    'EER (%)': percent(eer?.eer),
    'EER low (%)': percent(eer?.low),
    'EER high (%)': percent(eer?.high),
    'EER convex hull (%)': percent(eer?.convexHull),
    'EER threshold': eer?.threshold ?? null,
    ...targetCells('FMR 1 %', rates?.fmr100),
    ...targetCells('FMR 0.1 %', rates?.fmr1000),
    ...pointCells('frozen T100', rates?.frozenFmr100 ?? null),
    ...pointCells('frozen T1000', rates?.frozenFmr1000 ?? null),
  }
}

function targetCells(target: string, answer: FnmrAtFmr | undefined): Record<string, Cell> {
  const supported = answer?.supported ? answer : null
  const unsupported = answer !== undefined && !answer.supported ? answer : null
  return {
    [`supported at ${target}`]: answer?.supported ?? null,
    [`smallest FMR for ${target} (%)`]: percent(unsupported?.smallestFmr),
    [`FNMR lower bound for ${target} (%)`]: percent(unsupported?.atSmallestFmr.fnmr),
    ...pointCells(target, supported),
  }
}

function pointCells(name: string, point: TableOperatingPoint | null): Record<string, Cell> {
  return {
    [`threshold at ${name}`]: point?.threshold ?? null,
    [`FMR at ${name} (%)`]: percent(point?.fmr),
    [`FMR low at ${name} (%)`]: percent(point?.fmrInterval?.low),
    [`FMR high at ${name} (%)`]: percent(point?.fmrInterval?.high),
    [`FNMR at ${name} (%)`]: percent(point?.fnmr),
    [`FNMR low at ${name} (%)`]: percent(point?.fnmrInterval?.low),
    [`FNMR high at ${name} (%)`]: percent(point?.fnmrInterval?.high),
  }
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

function percent(rate: number | undefined): number | null {
  return rate === undefined ? null : rate * 100
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
