'use client'

import type { ComparisonTable } from '@maskmirror/evaluation'
import { withChosenThreshold } from '@maskmirror/plots'
import { SkeletonTable } from '@maskmirror/ui/skeleton'
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { useDeferredValue, useMemo } from 'react'
import { ErrorState } from '#errors/error-state.tsx'
import { exportPath } from '#runs/run-path.ts'
import { useTRPC } from '#trpc/client.tsx'
import type { RunFigures } from '#trpc/outputs.ts'
import { FigureCard } from '../figure-card.tsx'
import { pairViewParser, ratesOver } from '../pair-view.ts'
import { RatesTable } from './rates-table.tsx'
import { scoreScale } from './score-scale.ts'
import { thresholdParser } from './threshold-address.ts'
import { type ThresholdMark, ThresholdSlider } from './threshold-slider.tsx'
import { useSettled } from './use-settled.ts'

/** How long a slider rests before the server is asked; our choice, below what a person notices. */
const settleMs = 60

/** Moves the threshold and shows what becomes of every setting, with the exact counts of the run's own scores. */
export function ThresholdExplorer({ id, table }: { id: string; table: ComparisonTable }) {
  const trpc = useTRPC()
  const { data: figures } = useSuspenseQuery(trpc.runs.figures.queryOptions({ id }))
  return figures === null ? (
    <p className="text-ink-soft">This run has no scores of both classes.</p>
  ) : (
    <Explorer id={id} table={table} figures={figures} />
  )
}

function Explorer({ id, table, figures }: { id: string; table: ComparisonTable; figures: RunFigures }) {
  const trpc = useTRPC()
  const [view] = useQueryState('pairs', pairViewParser)
  const [chosen, choose] = useQueryState('threshold', thresholdParser)
  const scale = useMemo(() => scoreScale(figures.distributions), [figures])
  const marks = frozenMarks(table)
  const threshold = chosen ?? marks[0]?.threshold ?? (scale.min + scale.max) / 2
  const settled = useSettled(threshold, settleMs)
  const rates = useQuery(
    trpc.results.ratesAt.queryOptions(
      { id, threshold: settled, over: ratesOver(view) },
      // the numbers of one threshold never change
      { placeholderData: keepPreviousData, staleTime: Infinity },
    ),
  )
  const drawn = useDeferredValue(threshold)
  const { distributions, rates: byThreshold } = figures
  const shown = useMemo(
    () => ({ distributions: markThreshold(distributions, drawn), rates: markThreshold(byThreshold, drawn) }),
    [distributions, byThreshold, drawn],
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ThresholdSlider scale={scale} marks={marks} value={threshold} onChange={(value) => void choose(value)} />
      {rates.error !== null ? (
        <ErrorState error={rates.error} onAction={() => void rates.refetch()} />
      ) : rates.data === undefined ? (
        <SkeletonTable rows={table.settings.length} label="Loading the error rates" />
      ) : (
        <div aria-busy={rates.isPlaceholderData || settled !== threshold}>
          <RatesTable rates={rates.data} table={table} />
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <FigureCard spec={shown.rates} files={exportPath(id, 'rates')} />
        <FigureCard spec={shown.distributions} files={exportPath(id, 'distributions')} />
      </div>
    </div>
  )
}

function frozenMarks({ frozen }: ComparisonTable): ThresholdMark[] {
  const from = frozen.fmr100.source === 'given' ? 'another run' : 'UMR-UMP'
  const named = [
    { name: 'T100', threshold: frozen.fmr100.threshold, explanation: `Fixed on ${from} at FMR 1 %` },
    { name: 'T1000', threshold: frozen.fmr1000.threshold, explanation: `Fixed on ${from} at FMR 0.1 %` },
  ]
  return named.flatMap((mark) => (mark.threshold === null ? [] : [{ ...mark, threshold: mark.threshold }]))
}

function markThreshold(figure: RunFigures['rates'], threshold: number): RunFigures['rates'] {
  return figure.kind === 'score-distribution' || figure.kind === 'threshold-rates'
    ? withChosenThreshold(figure, threshold)
    : figure
}
