import { SkeletonTable } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { ModelTables } from '#models/model-table.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Models' }

export default function ModelsPage() {
  prefetch(getTrpc().models.list.queryOptions())
  return (
    <HydrateClient>
      <PageStack>
        <PageHeading
          title="Models"
          lead="Weights are not part of the program: each card names its file, where it is published and its checksum. A run refuses a file that does not fit its card."
        />
        <QueryBoundary fallback={<SkeletonTable rows={6} label="Loading models" />}>
          <ModelTables />
        </QueryBoundary>
      </PageStack>
    </HydrateClient>
  )
}
