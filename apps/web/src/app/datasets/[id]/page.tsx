import { SetLoading } from '#datasets/set/set-loading.tsx'
import { SetOverview } from '#datasets/set/set-overview.tsx'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export default async function SetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  prefetch(getTrpc().datasets.get.queryOptions({ id }))
  return (
    <HydrateClient>
      <QueryBoundary fallback={<SetLoading />}>
        <SetOverview id={id} />
      </QueryBoundary>
    </HydrateClient>
  )
}
