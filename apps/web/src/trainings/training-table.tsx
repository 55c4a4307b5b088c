'use client'

import { DataTable } from '@maskmirror/ui/data-table'
import { EmptyState } from '@maskmirror/ui/empty-state'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { formatCount } from '#format/count.ts'
import { LocalTime } from '#format/local-time.tsx'
import { RunStatusBadge } from '#runs/run-status-badge.tsx'
import { useTRPC } from '#trpc/client.tsx'
import { trainingPath } from './training-path.ts'

export function TrainingTable() {
  const trpc = useTRPC()
  const { data: trainings } = useSuspenseQuery(trpc.trainings.list.queryOptions())
  if (trainings.length === 0) return <EmptyState title="No trainings yet">Start one below.</EmptyState>
  return (
    <DataTable
      caption="Trainings"
      columns={[
        {
          key: 'name',
          header: 'Training',
          names: true,
          cell: ({ id, name }) => (
            <Link className="link" href={trainingPath(id)}>
              {name}
              <span className="block font-mono text-xs font-normal text-ink-faint">{id.slice(-12)}</span>
            </Link>
          ),
        },
        { key: 'status', header: 'State', cell: ({ status }) => <RunStatusBadge status={status} /> },
        { key: 'steps', header: 'Steps', align: 'right', cell: ({ steps }) => formatCount(steps) },
        { key: 'created', header: 'Started', cell: ({ createdAt }) => <LocalTime iso={createdAt} /> },
      ]}
      rows={trainings}
      rowKey={({ id }) => id}
    />
  )
}
