import { Skeleton } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isNotFound } from '#errors/describe-error.ts'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { getQueryClient, getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'
import { UnderstandingView } from '#understanding/understanding-view.tsx'

interface Props {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `What it looks at: ${(await params).id}` }
}

export default async function UnderstandingPage({ params }: Props) {
  const { id } = await params
  const trpc = getTrpc()
  // waited for, so that an unknown run is a page of status 404; other errors are shown by the boundary
  await getQueryClient()
    .fetchQuery(trpc.runs.get.queryOptions({ id }))
    .catch((error: unknown) => {
      if (isNotFound(error)) notFound()
    })
  prefetch(trpc.understanding.people.queryOptions({ id }))
  prefetch(trpc.runs.list.queryOptions())
  return (
    <HydrateClient>
      <QueryBoundary fallback={<Loading />}>
        <UnderstandingView id={id} />
      </QueryBoundary>
    </HydrateClient>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the people of the run" className="grid gap-4">
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-96" />
    </div>
  )
}
