import { Panel } from '@maskmirror/ui/panel'
import { ProgressBar } from '@maskmirror/ui/progress-bar'
import { formatCount } from '#format/count.ts'
import { formatDuration } from '#format/duration.ts'
import type { RunDetail } from '#trpc/outputs.ts'
import { progressShare } from './run-state.ts'
import { stageName } from './stage-name.ts'

/** Where an active run is: stage, count, rate and time left. The panel keeps its height whatever is known. */
export function RunProgress({ run, interrupted }: { run: RunDetail; interrupted: boolean }) {
  const { progress } = run
  const title =
    progress === null ? (run.status === 'queued' ? 'Waiting for its turn' : 'Starting') : stageName(progress.stage)
  return (
    <Panel className="px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-base font-semibold">{title}</h2>
        <p className="text-ink-soft tabular-nums">{progress === null ? ' ' : countText(progress)}</p>
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
      <p role="status" className="sr-only">
        {`${title}.`}
      </p>
    </Panel>
  )
}

type Progress = NonNullable<RunDetail['progress']>

function countText({ done, total }: Progress): string {
  return `${formatCount(done)} of ${formatCount(total)}`
}

function paceText(progress: Progress | null): string {
  if (progress === null || progress.ratePerSecond === null || progress.etaSeconds === null) return 'Measuring the pace…'
  const { ratePerSecond, etaSeconds } = progress
  const rate = ratePerSecond >= 100 ? ratePerSecond.toFixed(0) : ratePerSecond.toPrecision(2)
  return `${rate} per second · ${etaSeconds < 1 ? 'less than 1 s' : formatDuration(Math.ceil(etaSeconds) * 1000)} left in this stage`
}
