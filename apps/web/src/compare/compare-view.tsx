'use client'

import { EmptyState } from '@maskmirror/ui/empty-state'
import { Field } from '@maskmirror/ui/field'
import { Skeleton } from '@maskmirror/ui/skeleton'
import { SelectInput } from '@maskmirror/ui/text-input'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { RunSummary } from '#trpc/outputs.ts'
import { compareParsers } from './compare-address.ts'
import { TwoRuns } from './two-runs.tsx'

/** Chooses two finished runs and lays them side by side. */
export function CompareView() {
  const trpc = useTRPC()
  const { data: runs } = useSuspenseQuery(trpc.runs.list.queryOptions())
  const [{ a, b }, setAddress] = useQueryStates(compareParsers)
  const finished = runs.filter(({ status, outdated }) => status === 'succeeded' && !outdated)
  if (finished.length < 2) {
    return (
      <EmptyState title="A comparison needs two finished runs">
        <p>
          There {finished.length === 1 ? 'is one' : 'are none'} of this version.{' '}
          <Link className="link" href="/runs/new">
            Start a run
          </Link>{' '}
          on the same data set with another model, another mask or another treatment.
        </p>
      </EmptyState>
    )
  }
  return (
    <>
      <div className="grid max-w-4xl gap-4 md:grid-cols-2">
        <RunChoice letter="A" runs={finished} chosen={a} onChoose={(id) => void setAddress({ a: id })} />
        <RunChoice letter="B" runs={finished} chosen={b} onChoose={(id) => void setAddress({ b: id })} />
      </div>
      {a === '' || b === '' ? (
        <p className="text-ink-soft">Choose two runs: A is what there was, B is what you changed.</p>
      ) : a === b ? (
        <p className="text-ink-soft">These are the same run. Choose another one for B.</p>
      ) : (
        <QueryBoundary key={`${a} ${b}`} fallback={<TwoRunsSkeleton />}>
          <TwoRuns a={a} b={b} />
        </QueryBoundary>
      )}
    </>
  )
}

function RunChoice({
  letter,
  runs,
  chosen,
  onChoose,
}: {
  letter: 'A' | 'B'
  runs: readonly RunSummary[]
  chosen: string
  onChoose: (id: string) => void
}) {
  const known = runs.some(({ id }) => id === chosen)
  return (
    <Field
      label={`Run ${letter}`}
      error={chosen === '' || known ? undefined : `${chosen} is not among the finished runs of this version.`}
    >
      {(control) => (
        <SelectInput {...control} value={known ? chosen : ''} onChange={(event) => onChoose(event.target.value)}>
          <option value="" disabled>
            Choose a run
          </option>
          {runs.map(({ id, dataset, model, createdAt }) => (
            <option key={id} value={id}>
              {dataset} · {model} · {createdAt.slice(0, 16).replace('T', ' ')} UTC · {id.slice(-12)}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
}

function TwoRunsSkeleton() {
  return (
    <div role="status" aria-label="Loading the runs" className="grid gap-4">
      <Skeleton className="h-40" />
      <Skeleton className="h-72" />
    </div>
  )
}
