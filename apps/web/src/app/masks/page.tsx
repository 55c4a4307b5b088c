import { Skeleton } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { MaskStudio } from '#masks/mask-studio.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Masks' }

export default function MasksPage() {
  const trpc = getTrpc()
  prefetch(trpc.masks.demonstrationFaces.queryOptions())
  prefetch(trpc.models.list.queryOptions())
  return (
    <HydrateClient>
      <PageStack>
        <PageHeading
          title="Masks"
          lead="See every cover that can be drawn on a face, on your own photo. All of it happens in this browser: no photo leaves it."
        />
        <QueryBoundary
          fallback={
            <div role="status" aria-label="Loading the masks">
              <Skeleton className="h-96 w-full" />
            </div>
          }
        >
          <MaskStudio />
        </QueryBoundary>
      </PageStack>
    </HydrateClient>
  )
}
