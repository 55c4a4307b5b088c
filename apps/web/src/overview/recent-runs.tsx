'use client'

import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { EmptyState } from '@maskmirror/ui/empty-state'
import { ProgressBar } from '@maskmirror/ui/progress-bar'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { formatDuration } from '#format/duration.ts'
import { LocalTime } from '#format/local-time.tsx'
import { formatRate } from '#format/rate.ts'
import { MissingValue } from '#results/missing-value.tsx'
import { runPath } from '#runs/run-path.ts'
import { isActive, progressShare } from '#runs/run-state.ts'
import { RunStatusBadge } from '#runs/run-status-badge.tsx'
import { stageName } from '#runs/stage-name.ts'
import { nameOfSetting, settingsInOrder } from '#settings/setting-catalogue.ts'
import { useTRPC } from '#trpc/client.tsx'
import type { RunSummary } from '#trpc/outputs.ts'

/** How often the table asks for news while a run in it is active; our choice. */
const pollMs = 1_500

/** All runs, newest first, with the EER of each setting side by side. */
export function RecentRuns() {
  const trpc = useTRPC()
  const { data: runs } = useSuspenseQuery(
    trpc.runs.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some((run) => isActive(run.status)) ? pollMs : false),
    }),
  )
  if (runs.length === 0) {
    return (
      <EmptyState title="No runs yet">
        <p>
          Run the demonstration to see a whole evaluation, or{' '}
          <Link className="link" href="/runs/new">
            evaluate your own model
          </Link>
          .
        </p>
      </EmptyState>
    )
  }
  return <DataTable caption="Runs, newest first" columns={columnsFor(runs)} rows={runs} rowKey={(run) => run.id} />
}

function columnsFor(runs: readonly RunSummary[]): Column<RunSummary>[] {
  const settings = settingsInOrder(runs.flatMap((run) => run.eers?.map(({ setting }) => setting) ?? []))
  const group = { key: 'eer', header: 'Equal error rate' }
  return [
    {
      key: 'run',
      header: 'Run',
      names: true,
      className: 'min-w-28 max-w-64',
      cell: (run) => (
        <Link href={runPath(run.id)} className="block">
          <span className="block text-accent-ink group-hover:underline">
            {run.dataset} · {run.model}
          </span>
          <span className="block truncate font-mono text-xs font-normal text-ink-faint max-sm:hidden">{run.id}</span>
        </Link>
      ),
    },
    { key: 'status', header: 'Status', className: 'min-w-40', cell: (run) => <Status run={run} /> },
    ...settings.map(
      (setting): Column<RunSummary> => ({
        key: setting,
        header: nameOfSetting(setting),
        group,
        align: 'right',
        cell: (run) => <Eer run={run} setting={setting} />,
      }),
    ),
    { key: 'started', header: 'Started', cell: (run) => <LocalTime iso={run.createdAt} /> },
    {
      key: 'duration',
      header: 'Took',
      align: 'right',
      cell: (run) => (run.durationMs === null ? <MissingValue why="not finished" /> : formatDuration(run.durationMs)),
    },
  ]
}

function Status({ run }: { run: RunSummary }) {
  if (run.status === 'failed' && run.error !== null) {
    return (
      <div className="grid max-w-64 justify-items-start gap-1">
        <RunStatusBadge status={run.status} />
        <span className="line-clamp-2 text-xs text-ink-soft">{run.error.message}</span>
      </div>
    )
  }
  if (run.outdated) {
    return (
      <div className="grid justify-items-start gap-1">
        <RunStatusBadge status={run.status} />
        <span className="text-xs text-ink-soft">made by an older version; run again</span>
      </div>
    )
  }
  if (run.status !== 'running' || run.progress === null) return <RunStatusBadge status={run.status} />
  const { stage, done, total } = run.progress
  return (
    <div className="grid justify-items-start gap-1.5">
      <RunStatusBadge status={run.status} />
      <ProgressBar
        size="thin"
        value={progressShare(run.progress)}
        label={`Progress of ${run.dataset} with ${run.model}`}
        text={`${stageName(stage)}: ${done} of ${total}`}
      />
      <span className="text-xs whitespace-nowrap text-ink-soft tabular-nums">
        {stageName(stage)} {done}/{total}
      </span>
    </div>
  )
}

function Eer({ run, setting }: { run: RunSummary; setting: string }) {
  const found = run.eers?.find((eer) => eer.setting === setting)
  if (found === undefined)
    return (
      <MissingValue
        why={run.outdated ? 'made by an older version' : run.eers === null ? 'not finished' : 'not part of this run'}
      />
    )
  return found.eer === null ? <MissingValue why="no value" /> : formatRate(found.eer)
}
