import { SkeletonTable } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isNotFound } from '#errors/describe-error.ts'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { TrainingView } from '#trainings/training-view.tsx'
import { getQueryClient, getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

interface Props {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).id }
}

export default async function TrainingPage({ params }: Props) {
  const { id } = await params
  const trpc = getTrpc()
  // waited for, so that an unknown training is a page of status 404; other errors are shown by the boundary
  await getQueryClient()
    .fetchQuery(trpc.trainings.get.queryOptions({ id }))
    .catch((error: unknown) => {
      if (isNotFound(error)) notFound()
    })
  prefetch(trpc.trainings.metrics.queryOptions({ id }))
  return (
    <HydrateClient>
      <QueryBoundary fallback={<SkeletonTable rows={4} label="Loading the training" />}>
        <TrainingView id={id} />
      </QueryBoundary>
    </HydrateClient>
  )
}
