import { Skeleton } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isNotFound } from '#errors/describe-error.ts'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { RunView } from '#runs/run-view.tsx'
import { getQueryClient, getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

interface Props {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).id }
}

export default async function RunPage({ params }: Props) {
  const { id } = await params
  const trpc = getTrpc()
  // waited for, so that an unknown run is a page of status 404; other errors are shown by the boundary
  const run = await getQueryClient()
    .fetchQuery(trpc.runs.get.queryOptions({ id }))
    .catch((error: unknown) => {
      if (isNotFound(error)) notFound()
      return null
    })
  if (run?.status === 'succeeded') {
    prefetch(trpc.runs.figures.queryOptions({ id }))
    prefetch(trpc.runs.examples.queryOptions({ id }))
    prefetch(trpc.results.reports.queryOptions({ id }))
    prefetch(trpc.results.slices.queryOptions({ id }))
  }
  return (
    <HydrateClient>
      <QueryBoundary fallback={<RunSkeleton />}>
        <RunView id={id} />
      </QueryBoundary>
    </HydrateClient>
  )
}

function RunSkeleton() {
  return (
    <div role="status" aria-label="Loading the run" className="grid gap-4">
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-5 w-96 max-w-full" />
      <Skeleton className="mt-4 h-40" />
    </div>
  )
}
