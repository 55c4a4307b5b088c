'use client'

import { type ComparisonTable, type DifferenceMeasure, settingLabel } from '@maskmirror/evaluation'
import { differenceMeasureLabels, settingDifferencesFigure } from '@maskmirror/plots'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { Section } from '@maskmirror/ui/section'
import { SegmentedControl } from '@maskmirror/ui/segmented-control'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { formatCount } from '#format/count.ts'
import { formatRateChange } from '#format/rate.ts'
import { exportPath } from '#runs/run-path.ts'
import { FigureCard } from './figure-card.tsx'

type Difference = ComparisonTable['differences'][number]

const groups = ['frozen-1', 'frozen-01', 'own'] as const

const groupLabels: Readonly<Record<(typeof groups)[number], string>> = {
  'frozen-1': 'Frozen at FMR 1 %',
  'frozen-01': 'Frozen at FMR 0.1 %',
  own: 'Own threshold',
}

const groupMeasures: Readonly<Record<(typeof groups)[number], readonly DifferenceMeasure[]>> = {
  'frozen-1': ['fnmr-at-frozen-fmr100', 'fmr-at-frozen-fmr100'],
  'frozen-01': ['fnmr-at-frozen-fmr1000', 'fmr-at-frozen-fmr1000'],
  own: ['eer', 'fnmr-at-fmr100', 'fnmr-at-fmr1000'],
}

const groupParser = parseAsStringLiteral(groups).withDefault('frozen-1')

/** Whether settings really differ: paired differences on the same pairs, resampled over people. */
export function DifferenceSection({ id, table }: { id: string; table: ComparisonTable }) {
  const [group, setGroup] = useQueryState('differences', groupParser)
  const measures = groupMeasures[group]
  const rows = measures.flatMap((measure) => table.differences.filter((one) => one.measure === measure))
  const figure = useMemo(
    () => settingDifferencesFigure(table.differences, { measures: groupMeasures[group] }),
    [table, group],
  )
  if (table.bootstrap === null || table.differences.length === 0) return null
  const { resamples, people } = table.bootstrap
  return (
    <Section
      id="differences"
      title="Do the settings differ?"
      lead={`Each comparison on the pairs that both settings scored. Intervals and p values from ${formatCount(resamples)} resamples of ${formatCount(people)} people.`}
      actions={
        <SegmentedControl
          legend="Which measures are compared"
          name="differences"
          value={group}
          options={groups.map((value) => ({ value, label: groupLabels[value] }))}
          onChange={(value) => void setGroup(value)}
        />
      }
    >
      {figure === null ? (
        <p className="text-ink-soft">These measures do not exist in this run: too few impostor comparisons.</p>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 2xl:grid-cols-2">
          <FigureCard
            spec={figure}
            // the file shows what the page shows first
            {...(group === 'frozen-1' ? { files: exportPath(id, 'differences') } : {})}
          />
          <DataTable
            caption="Paired differences in percentage points; below 0, the second setting makes fewer errors"
            captionShown
            columns={columns}
            rows={rows}
            rowKey={({ measure, a, b }) => `${measure} ${a} ${b}`}
          />
        </div>
      )}
    </Section>
  )
}

const columns: Column<Difference>[] = [
  {
    key: 'compared',
    header: 'Compared',
    names: true,
    cell: ({ a, b }) => (
      <>
        {settingLabel(b)} <span className="sr-only">to</span>
        <span aria-hidden="true">→</span> {settingLabel(a)}
      </>
    ),
  },
  { key: 'measure', header: 'Measure', cell: ({ measure }) => differenceMeasureLabels[measure] },
  {
    key: 'difference',
    header: 'Difference',
    align: 'right',
    cell: ({ difference, low, high }) => (
      <>
        {formatRateChange(difference)}
        <span className="block text-xs text-ink-faint">
          <span className="sr-only">95 % interval </span>
          {formatRateChange(low)} <span className="sr-only">to</span>
          <span aria-hidden="true">…</span> {formatRateChange(high)}
        </span>
      </>
    ),
  },
  { key: 'p', header: 'p', align: 'right', cell: ({ pValue }) => formatP(pValue) },
  {
    key: 'holm',
    header: 'p (Holm)',
    align: 'right',
    cell: ({ pHolm }) => (pHolm < 0.05 ? <strong>{formatP(pHolm)}</strong> : formatP(pHolm)),
  },
]

function formatP(p: number): string {
  return p < 0.001 ? '<0.001' : p.toFixed(3)
}
