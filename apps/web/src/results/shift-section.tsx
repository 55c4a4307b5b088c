import type { ComparisonTable, SettingResult } from '@maskmirror/evaluation'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { Section } from '@maskmirror/ui/section'
import { formatCount } from '#format/count.ts'
import { MissingValue } from './missing-value.tsx'
import { SettingName } from './setting-name.tsx'
import { shiftReading } from './shift-reading.ts'

/** How far masks and treatments moved the scores of the same pairs: why the rates are what they are. */
export function ShiftSection({ table }: { table: ComparisonTable }) {
  const rows = table.settings.filter(({ shift }) => shift !== null)
  if (rows.length === 0) return null
  return (
    <Section
      id="shift"
      title="Where the scores went"
      lead="Against UMR-UMP on the same pairs, in units of UMR-UMP’s own spread. Genuine scores that fall are people rejected; impostor scores that rise are security lost."
    >
      <DataTable
        caption="Shift of the mean scores by setting"
        columns={columns(table)}
        rows={rows}
        rowKey={({ setting }) => setting}
      />
    </Section>
  )
}

function columns({ settings }: ComparisonTable): Column<SettingResult>[] {
  const number = (of: 'genuine' | 'impostor' | 'dPrime') => (row: SettingResult) => {
    const value = row.shift?.[of] ?? null
    return value === null ? <MissingValue why="No pairs in common, or no spread" /> : signed(value)
  }
  return [
    {
      key: 'setting',
      header: 'Setting',
      names: true,
      cell: ({ setting }) => <SettingName setting={setting} among={settings} />,
    },
    { key: 'genuine', header: 'Genuine (sd)', align: 'right', cell: number('genuine') },
    { key: 'impostor', header: 'Impostor (sd)', align: 'right', cell: number('impostor') },
    { key: 'd', header: 'Change of d′', align: 'right', cell: number('dPrime') },
    {
      key: 'pairs',
      header: 'Pairs',
      align: 'right',
      cell: ({ shift }) =>
        shift === null ? null : `${formatCount(shift.genuineCount)} + ${formatCount(shift.impostorCount)}`,
    },
    {
      key: 'reading',
      header: 'Reading',
      className: 'min-w-56',
      cell: ({ shift }) => (shift === null ? null : shiftReading(shift)),
    },
  ]
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
}
