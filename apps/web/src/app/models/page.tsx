import { SkeletonTable } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { ModelTables } from '#models/model-table.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Models' }

export default function ModelsPage() {
  prefetch(getTrpc().models.list.queryOptions())
  return (
    <HydrateClient>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <PageHeading
          title="Models"
          lead="Weights are not part of the program: each card names its file, where it is published and its checksum. A run refuses a file that does not fit its card."
        />
        <QueryBoundary fallback={<SkeletonTable rows={6} label="Loading models" />}>
          <ModelTables />
        </QueryBoundary>
      </div>
    </HydrateClient>
  )
}
