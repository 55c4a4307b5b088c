import type { ComparisonTable, DifferenceMeasure, ErrorRates } from '@maskmirror/evaluation'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import type { ReactNode } from 'react'
import { formatRateChange } from '#format/rate.ts'
import { MissingValue } from '#results/missing-value.tsx'
import { EerCell, RateCell } from '#results/rate-cell.tsx'
import { nameOfSetting, settingsInOrder } from '#settings/setting-catalogue.ts'
import type { RunDifference } from '#trpc/outputs.ts'

interface Row {
  readonly setting: string
  readonly a: ErrorRates | null
  readonly b: ErrorRates | null
  readonly differences: readonly RunDifference[]
}

/** Every setting of either run with the rates of both and, where pairs are the same, the paired difference. */
export function SideBySideTable({
  tables,
  differences,
}: {
  tables: { a: ComparisonTable; b: ComparisonTable }
  /** Empty when the pairs are not the same, or not compared yet. */
  differences: readonly RunDifference[]
}) {
  const ratesOf = (table: ComparisonTable, setting: string) =>
    table.settings.find((one) => one.setting === setting)?.scored.rates ?? null
  const rows = settingsInOrder([...tables.a.settings, ...tables.b.settings].map(({ setting }) => setting)).map(
    (setting): Row => ({
      setting,
      a: ratesOf(tables.a, setting),
      b: ratesOf(tables.b, setting),
      differences: differences.filter((one) => one.setting === setting),
    }),
  )
  return (
    <DataTable
      caption="Error rates of both runs by setting, over scored comparisons. Under a number: its 95 % interval."
      captionShown
      columns={[
        { key: 'setting', header: 'Setting', names: true, cell: ({ setting }) => nameOfSetting(setting) },
        ...measureColumns('eer', 'EER', (rates) => <EerCell eer={rates.equalErrorRate} resampled={null} />),
        ...measureColumns('fnmr-at-frozen-fmr100', 'FNMR, frozen at FMR 1 %', ({ frozenFmr100: point }) =>
          point === null ? noThreshold : <RateCell rate={point.fnmr} interval={point.fnmrInterval} />,
        ),
        ...measureColumns('fmr-at-frozen-fmr100', 'FMR, frozen at FMR 1 %', ({ frozenFmr100: point }) =>
          point === null ? noThreshold : <RateCell rate={point.fmr} interval={point.fmrInterval} />,
        ),
      ]}
      rows={rows}
      rowKey={({ setting }) => setting}
    />
  )
}

const noThreshold = <MissingValue why="The run has no frozen threshold" />

function measureColumns(
  measure: DifferenceMeasure,
  header: string,
  draw: (rates: ErrorRates) => ReactNode,
): Column<Row>[] {
  const group = { key: measure, header }
  const rate = (run: 'a' | 'b') => (row: Row) => {
    const rates = row[run]
    return rates === null ? <MissingValue why="Not part of this run, or nothing was scored" /> : draw(rates)
  }
  return [
    { key: `${measure}-a`, header: 'A', group, align: 'right', cell: rate('a') },
    { key: `${measure}-b`, header: 'B', group, align: 'right', cell: rate('b') },
    {
      key: `${measure}-difference`,
      header: 'B − A',
      group,
      align: 'right',
      cell: ({ differences }) => <DifferenceCell difference={differences.find((one) => one.measure === measure)} />,
    },
  ]
}

function DifferenceCell({ difference: found }: { difference: RunDifference | undefined }) {
  if (found === undefined) return <MissingValue why="Not compared, or no resample differs" />
  const { difference, low, high, pHolm } = found
  return (
    <span className="block whitespace-nowrap">
      <span className={pHolm < 0.05 ? 'font-semibold' : undefined}>{formatRateChange(difference)}</span>
      <span className="block text-xs text-ink-faint">
        <span className="sr-only">95 % interval </span>
        {formatRateChange(low)} <span className="sr-only">to</span>
        <span aria-hidden="true">…</span> {formatRateChange(high)}
      </span>
    </span>
  )
}
