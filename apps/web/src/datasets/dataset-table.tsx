'use client'

import { Badge } from '@maskmirror/ui/badge'
import { buttonClass } from '@maskmirror/ui/button'
import { ConfirmButton } from '@maskmirror/ui/confirm-button'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { ErrorState } from '#errors/error-state.tsx'
import { formatCount } from '#format/count.ts'
import { MissingValue } from '#results/missing-value.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { DatasetSummary } from '#trpc/outputs.ts'
import { setPath } from './set/set-address.ts'

/** Generated sets and registered folders, with what can be evaluated on each. */
export function DatasetTable() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data: datasets } = useSuspenseQuery(trpc.datasets.list.queryOptions())
  const remove = useMutation(
    trpc.datasets.remove.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.datasets.list.queryFilter()),
    }),
  )
  const actions = ({ id, name, kind, state }: DatasetSummary) => (
    <div className="flex gap-1 sm:justify-end">
      {state === 'ready' ? (
        <Link href={`/runs/new?dataset=${encodeURIComponent(id)}`} className={buttonClass('secondary', 'small')}>
          Evaluate<span className="sr-only"> on {name}</span>
        </Link>
      ) : null}
      {kind === 'folder' ? (
        <ConfirmButton
          label="Remove"
          size="small"
          title={`Remove ${name} from the list?`}
          confirmLabel="Remove"
          busy={remove.isPending && remove.variables.id === id}
          onConfirm={() => remove.mutate({ id })}
        >
          Its photos stay where they are, and so do the runs on it. Its health check and what was decided about its
          photos go.
        </ConfirmButton>
      ) : null}
    </div>
  )
  const columns: Column<DatasetSummary>[] = [
    {
      key: 'name',
      header: 'Data set',
      names: true,
      className: 'min-w-48 max-w-80',
      cell: (dataset) => (
        <>
          {dataset.state === 'ready' ? (
            <Link className="link" href={setPath(dataset.id)}>
              {dataset.name}
            </Link>
          ) : (
            dataset.name
          )}
          <span className="block text-xs font-normal text-ink-soft">{dataset.description}</span>
          <div className="mt-2 sm:hidden">{actions(dataset)}</div>
        </>
      ),
    },
    { key: 'state', header: 'State', cell: (dataset) => <State dataset={dataset} /> },
    { key: 'people', header: 'People', align: 'right', cell: ({ people }) => <Count count={people} /> },
    { key: 'photos', header: 'Photos', align: 'right', cell: ({ photos }) => <Count count={photos} /> },
    {
      key: 'masked',
      header: 'Really masked',
      align: 'right',
      cell: ({ maskedPhotos }) => <Count count={maskedPhotos} />,
    },
    { key: 'pairs', header: 'Pair list', cell: ({ hasPairList }) => (hasPairList ? 'its own' : 'sampled') },
    { key: 'licence', header: 'Licence', cell: ({ licence }) => licence ?? <MissingValue why="not stated" /> },
    {
      key: 'actions',
      header: <span className="sr-only">Actions</span>,
      className: 'max-sm:hidden',
      cell: actions,
    },
  ]
  return (
    <div className="grid gap-4">
      {remove.error === null ? null : (
        <ErrorState error={remove.error} actionLabel="Dismiss" onAction={() => remove.reset()} />
      )}
      <DataTable caption="Data sets" columns={columns} rows={datasets} rowKey={({ id }) => id} />
    </div>
  )
}

function State({ dataset: { state, kind, detail } }: { dataset: DatasetSummary }) {
  if (state === 'ready') return <Badge tone="good">{kind === 'generated' ? 'Generated' : 'Ready'}</Badge>
  return (
    <>
      <Badge tone="bad">Cannot be read</Badge>
      {detail === null ? null : <span className="mt-1 block max-w-64 text-xs break-words text-ink-soft">{detail}</span>}
    </>
  )
}

function Count({ count }: { count: number | null }) {
  return count === null ? <MissingValue why="unknown while the folder cannot be read" /> : formatCount(count)
}
