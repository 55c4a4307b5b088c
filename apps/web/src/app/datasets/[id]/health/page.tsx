import { HealthView } from '#datasets/health/health-view.tsx'
import { SetLoading } from '#datasets/set/set-loading.tsx'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export default async function HealthPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const trpc = getTrpc()
  prefetch(trpc.health.get.queryOptions({ id }))
  prefetch(trpc.models.list.queryOptions())
  return (
    <HydrateClient>
      <QueryBoundary fallback={<SetLoading />}>
        <HealthView id={id} />
      </QueryBoundary>
    </HydrateClient>
  )
}
