import type { ComparisonTable } from '@maskmirror/evaluation'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import type { ReactNode } from 'react'
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
          : `Error rates at threshold ${formatScore(threshold)}. Under a rate: its 95 % interval in percent.`
      }
      captionShown
      columns={columns(table)}
      rows={rates}
      rowKey={({ setting }) => setting}
    />
  )
}

function columns(table: ComparisonTable): Column<SettingRatesAt>[] {
  return [
    {
      key: 'setting',
      header: 'Setting',
      names: true,
      cell: ({ setting }) => <SettingName setting={setting} among={table.settings} />,
    },
    ...rateColumns('fmr', 'Impostors accepted', 'FMR'),
    ...rateColumns('fnmr', 'Genuine rejected', 'FNMR'),
  ]
}

function rateColumns(which: 'fmr' | 'fnmr', title: string, name: string): Column<SettingRatesAt>[] {
  const group = { key: which, header: title }
  const cell =
    (draw: (point: NonNullable<SettingRatesAt['point']>, of: number) => ReactNode) => (row: SettingRatesAt) =>
      row.point === null ? (
        <MissingValue why="Nothing was scored" />
      ) : (
        draw(row.point, which === 'fmr' ? row.impostorCount : row.genuineCount)
      )
  return [
    {
      key: `${which}-errors`,
      header: 'Errors',
      group,
      align: 'right',
      cell: cell((point, of) => `${formatCount(Math.round(point[which] * of))} of ${formatCount(of)}`),
    },
    {
      key: which,
      header: name,
      group,
      align: 'right',
      cell: cell((point) => (
        <RateCell rate={point[which]} interval={which === 'fmr' ? point.fmrInterval : point.fnmrInterval} />
      )),
    },
  ]
}
