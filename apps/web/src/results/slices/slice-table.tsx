import { type RateInterval, type SettingResult, smallBelow } from '@maskmirror/evaluation'
import { Badge } from '@maskmirror/ui/badge'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import type { ReactNode } from 'react'
import { formatCount } from '#format/count.ts'
import type { AttributeSlices } from '#trpc/outputs.ts'
import { MissingValue } from '../missing-value.tsx'
import { EerCell, RateCell } from '../rate-cell.tsx'

type SliceMeasures = AttributeSlices['slices'][number]['settings'][number]

interface Row {
  readonly label: string
  /** Null for all pairs together. */
  readonly people: number | null
  readonly small: boolean
  readonly genuine: number
  readonly impostor: number
  readonly rates: SliceMeasures['rates']
}

/** Slices below each other, all pairs first, so that a slice can be read against the whole. */
export function SliceTable({ attribute, whole }: { attribute: AttributeSlices; whole: SettingResult }) {
  const { label, rule, slices } = attribute
  const all: Row = {
    label: 'All pairs',
    people: null,
    small: false,
    genuine: whole.scored.genuine.count,
    impostor: whole.scored.impostor.count,
    rates: whole.scored.rates,
  }
  const rows = slices.flatMap((slice): Row[] => {
    const measures = slice.settings.find(({ setting }) => setting === whole.setting)
    if (measures === undefined) return []
    const { people, small } = slice
    const { genuine, impostor, rates } = measures
    return [{ label: slice.label, people, small, genuine: genuine.count, impostor: impostor.count, rates }]
  })
  return (
    <>
      <DataTable
        caption={`${whole.label} by ${label}, over scored comparisons. Under a rate: its 95 % interval in percent.`}
        captionShown
        columns={columns}
        rows={[all, ...rows]}
        rowKey={(row) => row.label}
      />
      <p className="mt-2 max-w-prose text-xs text-ink-soft">
        {rule} The frozen thresholds are those of the whole list. “Small” slices say little: fewer than{' '}
        {smallBelow.people} people, {smallBelow.genuine} genuine or {smallBelow.impostor} impostor pairs.
      </p>
    </>
  )
}

const columns: Column<Row>[] = [
  {
    key: 'slice',
    header: 'Slice',
    names: true,
    cell: ({ label, small }) => (
      <span className="flex items-center gap-2">
        {label}
        {small ? <Badge tone="warn">small</Badge> : null}
      </span>
    ),
  },
  {
    key: 'people',
    header: 'People',
    align: 'right',
    cell: ({ people }) => (people === null ? <MissingValue why="All people" /> : formatCount(people)),
  },
  { key: 'genuine', header: 'Genuine', align: 'right', cell: ({ genuine }) => formatCount(genuine) },
  { key: 'impostor', header: 'Impostor', align: 'right', cell: ({ impostor }) => formatCount(impostor) },
  {
    key: 'eer',
    header: 'EER',
    align: 'right',
    cell: withRates((rates) => <EerCell eer={rates.equalErrorRate} resampled={null} />),
  },
  ...frozenColumns('frozenFmr100', 'Frozen at FMR 1 %'),
  ...frozenColumns('frozenFmr1000', 'Frozen at FMR 0.1 %'),
]

function frozenColumns(name: 'frozenFmr100' | 'frozenFmr1000', header: string): Column<Row>[] {
  const group = { key: name, header }
  const cell = (read: (point: NonNullable<NonNullable<Row['rates']>[typeof name]>) => [number, RateInterval | null]) =>
    withRates((rates) => {
      const point = rates[name]
      if (point === null) return <MissingValue why="There is no frozen threshold" />
      const [rate, interval] = read(point)
      return <RateCell rate={rate} interval={interval} />
    })
  return [
    {
      key: `${name}-fmr`,
      header: 'FMR',
      group,
      align: 'right',
      cell: cell(({ fmr, fmrInterval }) => [fmr, fmrInterval]),
    },
    {
      key: `${name}-fnmr`,
      header: 'FNMR',
      group,
      align: 'right',
      cell: cell(({ fnmr, fnmrInterval }) => [fnmr, fnmrInterval]),
    },
  ]
}

function withRates(draw: (rates: NonNullable<Row['rates']>) => ReactNode) {
  return ({ rates }: Row) => (rates === null ? <MissingValue why="A class has no scores" /> : draw(rates))
}
