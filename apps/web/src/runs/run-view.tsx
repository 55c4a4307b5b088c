'use client'

import { Notice } from '@maskmirror/ui/notice'
import { Skeleton } from '@maskmirror/ui/skeleton'
import { countOf } from '#format/count.ts'
import { formatDuration } from '#format/duration.ts'
import { LocalTime } from '#format/local-time.tsx'
import { RunResults } from '#results/run-results.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import type { RunDetail } from '#trpc/outputs.ts'
import { Requested } from './requested.tsx'
import { RunActions } from './run-actions.tsx'
import { RunProgress } from './run-progress.tsx'
import { isActive } from './run-state.ts'
import { RunStatusBadge } from './run-status-badge.tsx'
import { useWatchedRun } from './use-watched-run.ts'

/** The page of one run, from waiting to its result. */
export function RunView({ id }: { id: string }) {
  const { run, interrupted } = useWatchedRun(id)
  return (
    <PageStack>
      <div className="grid gap-4">
        <PageHeading
          title={
            <>
              {run.dataset} <span className="font-normal text-ink-faint">with</span> {run.model}
            </>
          }
          lead={<RunFacts run={run} />}
          actions={<RunActions run={run} />}
        />
      </div>
      <RunBody run={run} interrupted={interrupted} />
      {run.status === 'succeeded' ? null : <Requested request={run.request} />}
    </PageStack>
  )
}

function RunFacts({ run }: { run: RunDetail }) {
  const facts = [
    run.durationMs === null ? null : `took ${formatDuration(run.durationMs)}`,
    run.result === null ? null : countOf(run.result.counts.people, 'person', 'people'),
    run.result === null ? null : countOf(run.result.counts.photos, 'photo', 'photos'),
    run.result === null ? null : countOf(run.result.counts.pairs, 'pair', 'pairs'),
  ].filter((fact) => fact !== null)
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RunStatusBadge status={run.status} />
        <span>
          started <LocalTime iso={run.createdAt} />
          {facts.map((fact) => ` · ${fact}`).join('')}
        </span>
      </div>
      <p className="font-mono text-xs break-all text-ink-faint">{run.id}</p>
    </div>
  )
}

function RunBody({ run, interrupted }: { run: RunDetail; interrupted: boolean }) {
  if (isActive(run.status)) return <RunProgress run={run} interrupted={interrupted} />
  if (run.status === 'cancelled') {
    return (
      <Notice title="Cancelled" alert>
        What was computed until then is kept. Resume continues from there and gives the same numbers.
      </Notice>
    )
  }
  if (run.status === 'failed') {
    return (
      <Notice tone="bad" title="The run failed" alert>
        <p>{run.error?.message ?? 'The server gave no reason.'}</p>
        {run.error === null ? null : <p className="mt-1 font-mono text-xs text-ink-soft">{run.error.code}</p>}
        <p className="mt-2 text-ink-soft">When the cause is removed, resume continues where the run stopped.</p>
      </Notice>
    )
  }
  if (run.outdated) {
    return (
      <Notice title="Made by an older version" alert>
        This result is laid out in a way that is no longer read. Run it again; what was computed is used where it still
        holds.
      </Notice>
    )
  }
  if (run.result === null) {
    return (
      <div role="status" aria-label="Loading the result" className="grid gap-4">
        <Skeleton className="h-28" />
        <Skeleton className="h-64" />
      </div>
    )
  }
  return <RunResults run={run} result={run.result} />
}
