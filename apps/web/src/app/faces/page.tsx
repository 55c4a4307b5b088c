import { Skeleton } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { FaceStudio } from '#faces/face-studio.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Faces' }

export default function FacesPage() {
  prefetch(getTrpc().models.list.queryOptions())
  return (
    <HydrateClient>
      <PageStack>
        <PageHeading
          title="Faces"
          lead="See what is found on a photo before you evaluate: faces, their points, where they look, how good they are and how they are aligned. All of it happens in this browser: no photo leaves it."
        />
        <QueryBoundary
          fallback={
            <div role="status" aria-label="Loading">
              <Skeleton className="h-24 w-full" />
            </div>
          }
        >
          <FaceStudio />
        </QueryBoundary>
      </PageStack>
    </HydrateClient>
  )
}
