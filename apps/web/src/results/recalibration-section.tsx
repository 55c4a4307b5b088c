import type { ComparisonTable, HeldOutRates, SettingResult, TableOperatingPoint } from '@maskmirror/evaluation'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { Section } from '@maskmirror/ui/section'
import type { ReactNode } from 'react'
import { formatCount } from '#format/count.ts'
import { formatScore } from '#format/rate.ts'
import { MissingValue } from './missing-value.tsx'
import { RateCell } from './rate-cell.tsx'
import { SettingName } from './setting-name.tsx'

/** What a new threshold would bring: fitted on one half of the people, measured on the other, beside the frozen one. */
export function RecalibrationSection({ table }: { table: ComparisonTable }) {
  const rows = table.settings.filter(({ recalibrated }) => recalibrated !== null)
  if (rows.length === 0 || table.split === null) return null
  const { people, test } = table.split
  const columns = [...targetColumns('fmr100', '1 %', rows), ...targetColumns('fmr1000', '0.1 %', rows)]
  return (
    <Section
      id="recalibration"
      title="A threshold of its own, or the frozen one"
      lead={`Thresholds fitted on ${formatCount(people.development)} people, rates of ${formatCount(people.test)} others (${formatCount(test.genuine)} genuine and ${formatCount(test.impostor)} impostor pairs): once fitted for the setting, once left as UMR-UMP has it.`}
    >
      {columns.length === 0 ? (
        <p className="text-ink-soft">
          {`${formatCount(people.development)} people give too few impostor comparisons to fit a threshold at FMR 1 %.`}
        </p>
      ) : (
        <DataTable
          caption="Error rates of held-out people at recalibrated and frozen thresholds. Under a rate: its 95 % interval in percent."
          captionShown
          columns={[
            {
              key: 'setting',
              header: 'Setting',
              names: true,
              cell: ({ setting }) => <SettingName setting={setting} among={table.settings} />,
            },
            ...columns,
          ]}
          rows={rows}
          rowKey={({ setting }) => setting}
        />
      )}
    </Section>
  )
}

/** None where no setting has impostor comparisons enough to fit a threshold. */
function targetColumns(
  target: 'fmr100' | 'fmr1000',
  name: string,
  rows: readonly SettingResult[],
): Column<SettingResult>[] {
  const fitted = rows.some(({ recalibrated }) => recalibrated?.[target].recalibrated ?? recalibrated?.[target].frozen)
  if (!fitted) return []
  return (['recalibrated', 'frozen'] as const).flatMap((kind) => {
    const group = {
      key: `${target}-${kind}`,
      header: `${kind === 'recalibrated' ? 'Refitted' : 'Frozen'} at FMR ${name}`,
    }
    const cell = (draw: (point: TableOperatingPoint) => ReactNode) => (row: SettingResult) => {
      const held: HeldOutRates | undefined = row.recalibrated?.[target]
      const point = held?.[kind] ?? null
      return point === null ? <MissingValue why="Too few impostor comparisons to fit a threshold" /> : draw(point)
    }
    const key = `${target}-${kind}`
    return [
      {
        key: `${key}-threshold`,
        header: 'Threshold',
        group,
        align: 'right',
        cell: cell(({ threshold }) => formatScore(threshold)),
      },
      {
        key: `${key}-fmr`,
        header: 'FMR',
        group,
        align: 'right',
        cell: cell(({ fmr, fmrInterval }) => <RateCell rate={fmr} interval={fmrInterval} />),
      },
      {
        key: `${key}-fnmr`,
        header: 'FNMR',
        group,
        align: 'right',
        cell: cell(({ fnmr, fnmrInterval }) => <RateCell rate={fnmr} interval={fnmrInterval} />),
      },
    ]
  })
}
