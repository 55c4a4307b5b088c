import type { RateInterval } from '#table-rates.ts'
import { grouped, intervalText, missing, percent } from '../report/cell-text.ts'
import type { Report, ReportSection } from '../report/report.ts'
import { settingLabel } from '../settings.ts'
import { type AttributeSlices, type SliceMeasures, smallBelow } from './slice-table.ts'

/**
 * Slices for people: by attribute, FNMR and FMR of every setting at the threshold of the whole list, with intervals; EER instead
 * where the list has no threshold at FMR 1 %. Small slices carry an asterisk.
 */
export function slicesReport(attributes: readonly AttributeSlices[]): Report {
  const measures = attributes.flatMap(({ slices }) => slices.flatMap(({ settings }) => settings))
  const shown = measures.some(({ rates }) => rates?.frozenFmr100) ? operatorColumns : eerColumns
  const sections = attributes.flatMap((attribute) => shown.map((column) => sectionOf(attribute, column)))
  const anySmall = attributes.some(({ slices }) => slices.some(({ small }) => small))
  const notes = anySmall
    ? [
        `*: a small slice, with fewer than ${smallBelow.people} people, ${smallBelow.genuine} genuine or ${smallBelow.impostor} impostor pairs; its rates say little.`,
      ]
    : []
  return { sections, notes }
}

interface Column {
  readonly title: string
  readonly cell: (measures: SliceMeasures) => string
}

const operatorColumns: readonly Column[] = [
  {
    title: 'FNMR (%) at T100',
    cell: ({ rates }) => rateText(rates?.frozenFmr100?.fnmr, rates?.frozenFmr100?.fnmrInterval),
  },
  {
    title: 'FMR (%) at T100',
    cell: ({ rates }) => rateText(rates?.frozenFmr100?.fmr, rates?.frozenFmr100?.fmrInterval),
  },
]

const eerColumns: readonly Column[] = [
  { title: 'EER (%)', cell: ({ rates }) => rateText(rates?.equalErrorRate?.eer, null) },
]

function sectionOf({ label, rule, slices }: AttributeSlices, { title, cell }: Column): ReportSection {
  const settings = slices[0]?.settings.map(({ setting }) => settingLabel(setting)) ?? []
  return {
    title: `${title}: ${label}. ${rule}`,
    columns: ['Slice', 'People', 'Genuine', 'Impostor', ...settings],
    rows: slices.map((slice) => [
      slice.small ? `${slice.label} *` : slice.label,
      grouped(slice.people),
      grouped(slice.pairs.genuine),
      grouped(slice.pairs.impostor),
      ...slice.settings.map(cell),
    ]),
  }
}

function rateText(rate: number | undefined, interval: RateInterval | null | undefined): string {
  if (rate === undefined) return missing
  return interval === null || interval === undefined ? percent(rate) : `${percent(rate)} (${intervalText(interval)})`
}
