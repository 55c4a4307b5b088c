import type { ComparisonTable, ErrorRates, FrozenThreshold, SettingResult } from '@maskmirror/evaluation'
import type { Column } from '@maskmirror/ui/data-table'
import { InfoPopover } from '@maskmirror/ui/info-popover'
import type { ReactNode } from 'react'
import { formatCount } from '#format/count.ts'
import { formatScore, formatTarget } from '#format/rate.ts'
import { MissingValue } from './missing-value.tsx'
import { measuresOf, type PairView, ratesOf, resampledIntervalsOf } from './pair-view.ts'
import { EerCell, FnmrAtFmrCell, RateCell } from './rate-cell.tsx'
import { SettingName } from './setting-name.tsx'

type RowColumn = Column<SettingResult>

/** The columns of the comparison table over the chosen comparisons. */
export function comparisonColumns(table: ComparisonTable, view: PairView): RowColumn[] {
  return [
    {
      key: 'setting',
      header: 'Setting',
      names: true,
      cell: ({ setting }) => <SettingName setting={setting} among={table.settings} />,
    },
    ...countColumns(view),
    ...ownThresholdColumns(view),
    ...frozenColumns(table.frozen.fmr100, 'frozenFmr100', view),
    ...frozenColumns(table.frozen.fmr1000, 'frozenFmr1000', view),
    ...meanColumns(view),
  ]
}

function countColumns(view: PairView): RowColumn[] {
  const group = { key: 'comparisons', header: 'Comparisons' }
  const count = (side: 'genuine' | 'impostor') => (row: SettingResult) => {
    const rates = ratesOf(row, view)
    return formatCount((side === 'genuine' ? rates?.genuineCount : rates?.impostorCount) ?? 0)
  }
  return [
    { key: 'genuine', header: 'Genuine', group, align: 'right', cell: count('genuine') },
    { key: 'impostor', header: 'Impostor', group, align: 'right', cell: count('impostor') },
    {
      key: 'failed',
      abbr: 'Failed',
      header: (
        <Explained
          title="Failed"
          explanation="Comparisons of the pair list without a score, because a face, a mask or a treatment failed. Genuine + impostor."
        />
      ),
      group,
      align: 'right',
      cell: ({ failed }) => (
        <span className="whitespace-nowrap">
          {formatCount(failed.genuine)} + {formatCount(failed.impostor)}
        </span>
      ),
    },
  ]
}

function ownThresholdColumns(view: PairView): RowColumn[] {
  const group = {
    key: 'own',
    header: (
      <Explained
        title="At the setting’s own threshold"
        explanation="The threshold is chosen for each row anew. A treatment that lifts genuine and impostor scores alike looks better here than it is in use."
      />
    ),
  }
  const cell =
    (draw: (rates: ErrorRates, resampled: SettingResult['intervals']) => ReactNode) => (row: SettingResult) => {
      const rates = ratesOf(row, view)
      return rates === null ? <MissingValue why="Nothing was scored" /> : draw(rates, resampledIntervalsOf(row, view))
    }
  return [
    {
      key: 'eer',
      abbr: 'EER',
      header: <Explained title="EER" explanation="Equal error rate: where FMR and FNMR meet." />,
      group,
      align: 'right',
      cell: cell((rates, resampled) => <EerCell eer={rates.equalErrorRate} resampled={resampled?.eer ?? null} />),
    },
    {
      key: 'fmr100',
      abbr: 'FNMR at FMR 1 %',
      header: (
        <Explained
          title={'FNMR at\nFMR 1\u00a0%'}
          explanation="The lowest share of genuine pairs rejected while at most 1 % of impostor pairs are accepted. 95 % intervals allow for people who occur in several pairs and, where people were resampled, for the threshold that varies with them; they are for one row, not for differences between rows."
        />
      ),
      group,
      align: 'right',
      cell: cell((rates, resampled) => (
        <FnmrAtFmrCell point={rates.fmr100} resampled={resampled?.fnmrAtFmr100 ?? null} />
      )),
    },
    {
      key: 'fmr1000',
      abbr: 'FNMR at FMR 0.1 %',
      header: (
        <Explained
          title={'FNMR at\nFMR 0.1\u00a0%'}
          explanation="The same with at most 0.1 % of impostor pairs accepted. It needs at least 1,000 impostor comparisons."
        />
      ),
      group,
      align: 'right',
      cell: cell((rates, resampled) => (
        <FnmrAtFmrCell point={rates.fmr1000} resampled={resampled?.fnmrAtFmr1000 ?? null} />
      )),
    },
  ]
}

const missingThreshold: Readonly<Record<NonNullable<FrozenThreshold['reason']>, string>> = {
  'no-umr-ump': 'UMR-UMP is not part of this run',
  'umr-ump-without-scores': 'UMR-UMP has no scores',
  'too-few-impostors': 'too few impostor comparisons in UMR-UMP',
  'not-given': 'the other run has no such threshold',
}

function frozenColumns(frozen: FrozenThreshold, name: 'frozenFmr100' | 'frozenFmr1000', view: PairView): RowColumn[] {
  const target = formatTarget(frozen.targetFmr)
  const from = frozen.source === 'given' ? 'another run' : 'UMR-UMP'
  const threshold =
    frozen.threshold === null
      ? frozen.reason === null
        ? 'none'
        : missingThreshold[frozen.reason]
      : formatScore(frozen.threshold)
  const group = {
    key: name,
    header: (
      <>
        <Explained
          title={`Frozen at FMR ${target}`}
          explanation={`One threshold, fixed on ${from} at FMR ${target}, applied to every row: what happens when a system in use meets masks. FMR above ${target} is security lost.`}
        />
        <span className="block font-normal text-ink-faint">
          {frozen.threshold === null ? threshold : `threshold ${threshold}`}
        </span>
      </>
    ),
  }
  const cell = (rate: 'fmr' | 'fnmr') => (row: SettingResult) => {
    const point = ratesOf(row, view)?.[name]
    if (point === null || point === undefined)
      return <MissingValue why={frozen.threshold === null ? threshold : 'Nothing was scored'} />
    return <RateCell rate={point[rate]} interval={rate === 'fmr' ? point.fmrInterval : point.fnmrInterval} />
  }
  return [
    { key: `${name}-fmr`, header: 'FMR', group, align: 'right', cell: cell('fmr') },
    { key: `${name}-fnmr`, header: 'FNMR', group, align: 'right', cell: cell('fnmr') },
  ]
}

function meanColumns(view: PairView): RowColumn[] {
  const group = { key: 'means', header: 'Mean score' }
  const cell = (side: 'genuine' | 'impostor') => (row: SettingResult) => {
    const { mean } = measuresOf(row, view)[side]
    return mean === null ? <MissingValue why="No scores" /> : formatScore(mean)
  }
  return [
    { key: 'mean-genuine', header: 'Genuine', group, align: 'right', cell: cell('genuine') },
    { key: 'mean-impostor', header: 'Impostor', group, align: 'right', cell: cell('impostor') },
  ]
}

function Explained({ title, explanation }: { title: string; explanation: string }) {
  return (
    <span className="whitespace-pre">
      {title} <InfoPopover label={`What is ${title}?`}>{explanation}</InfoPopover>
    </span>
  )
}
