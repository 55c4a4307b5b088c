import type { ComparisonTable } from '@maskmirror/evaluation'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { formatCount } from '#format/count.ts'
import { formatScore } from '#format/rate.ts'
import type { SettingRatesAt } from '#trpc/outputs.ts'
import { MissingValue } from '../missing-value.tsx'
import { RateCell } from '../rate-cell.tsx'
import { SettingName } from '../setting-name.tsx'

/** Error rates of all settings at one threshold. */
export function RatesTable({ rates, table }: { rates: readonly SettingRatesAt[]; table: ComparisonTable }) {
  const threshold = rates.find(({ point }) => point !== null)?.point?.threshold
  return (
    <DataTable
      caption={
        threshold === undefined
          ? 'Error rates at the chosen threshold'
          : `Error rates at threshold ${formatScore(threshold)}. Under a rate: its 95 % interval in percent, and the errors behind it.`
      }
      captionShown
      columns={columns(table)}
      rows={rates}
      rowKey={({ setting }) => setting}
    />
  )
}

function columns(table: ComparisonTable): Column<SettingRatesAt>[] {
  const rate = (which: 'fmr' | 'fnmr') => (row: SettingRatesAt) => {
    const { point } = row
    if (point === null) return <MissingValue why="Nothing was scored" />
    const of = which === 'fmr' ? row.impostorCount : row.genuineCount
    return (
      <>
        <RateCell rate={point[which]} interval={which === 'fmr' ? point.fmrInterval : point.fnmrInterval} />
        <span className="block text-xs font-normal text-ink-soft">
          {formatCount(Math.round(point[which] * of))} of {formatCount(of)}
        </span>
      </>
    )
  }
  return [
    {
      key: 'setting',
      header: 'Setting',
      names: true,
      cell: ({ setting }) => <SettingName setting={setting} among={table.settings} />,
    },
    { key: 'fmr', header: 'FMR: impostors accepted', abbr: 'FMR', align: 'right', cell: rate('fmr') },
    { key: 'fnmr', header: 'FNMR: genuine rejected', abbr: 'FNMR', align: 'right', cell: rate('fnmr') },
  ]
}
