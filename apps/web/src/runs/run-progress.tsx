'use client'

import { Panel } from '@maskmirror/ui/panel'
import { ProgressBar } from '@maskmirror/ui/progress-bar'
import { formatCount } from '#format/count.ts'
import { formatDuration } from '#format/duration.ts'
import type { RunDetail } from '#trpc/outputs.ts'
import { progressShare } from './run-state.ts'
import { stageName } from './stage-name.ts'
import { useStagesSeen } from './use-stages-seen.ts'

/** Where an active run, or another job, is: stage, count, rate and time left. The panel keeps its height whatever is known. */
export function RunProgress({
  run,
  interrupted,
}: {
  run: Pick<RunDetail, 'status' | 'progress'>
  interrupted: boolean
}) {
  const { progress } = run
  const stages = useStagesSeen(progress?.stage ?? null)
  const waiting = run.status === 'queued' ? 'Waiting for its turn' : 'Starting'
  const title = progress === null ? waiting : stageName(progress.stage)
  return (
    <Panel className="px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-base font-semibold">{title}</h2>
        <p className="min-h-[1lh] text-ink-soft tabular-nums">{progress === null ? null : countText(progress)}</p>
      </div>
      <div className="mt-3">
        <ProgressBar
          value={progressShare(progress)}
          label="Progress of this stage"
          text={progress === null ? title : `${title}: ${countText(progress)}`}
        />
      </div>
      <p className="mt-2 text-xs text-ink-soft tabular-nums">
        {interrupted ? 'Live updates broke off; trying to get them back…' : paceText(progress)}
      </p>
      <ol aria-label="Stages so far" className="mt-4 flex min-h-[1lh] flex-wrap gap-x-5 gap-y-1 text-xs">
        {stages.map((stage) => (
          <StageItem key={stage} stage={stage} done={stage !== progress?.stage} />
        ))}
      </ol>
      {/* only the stage is read out: every count would be too much */}
      <p role="status" className="sr-only">
        {title}
      </p>
    </Panel>
  )
}

function StageItem({ stage, done }: { stage: string; done: boolean }) {
  return (
    <li aria-current={done ? undefined : 'step'} className={done ? 'text-ink-soft' : 'font-medium text-ink'}>
      <span aria-hidden="true" className={done ? 'mr-1.5 text-good' : 'mr-1.5 text-accent'}>
        {done ? '✓' : '●'}
      </span>
      {stageName(stage)}
      {done ? <span className="sr-only">, done</span> : null}
    </li>
  )
}

type Progress = NonNullable<RunDetail['progress']>

function countText({ done, total }: Progress): string {
  return `${formatCount(done)} of ${formatCount(total)}`
}

function paceText(progress: Progress | null): string {
  if (progress === null || progress.ratePerSecond === null || progress.etaSeconds === null) return 'Measuring the pace…'
  const { ratePerSecond, etaSeconds } = progress
  const rate = ratePerSecond >= 100 ? formatCount(ratePerSecond) : ratePerSecond.toPrecision(2)
  const left = etaSeconds < 1 ? 'less than 1 s' : formatDuration(Math.ceil(etaSeconds) * 1000)
  return `${rate} per second · ${left} left in this stage`
}
