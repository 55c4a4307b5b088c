import { Skeleton } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { RunForm } from '#runs/form/run-form.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'New evaluation' }

export default function NewRunPage() {
  const trpc = getTrpc()
  prefetch(trpc.datasets.list.queryOptions())
  prefetch(trpc.models.list.queryOptions())
  prefetch(trpc.runs.list.queryOptions())
  return (
    <HydrateClient>
      <PageStack>
        <PageHeading
          title="New evaluation"
          lead="One recogniser on one data set, in every setting that you choose. What an earlier run has computed is not computed again."
        />
        <QueryBoundary fallback={<FormSkeleton />}>
          <RunForm />
        </QueryBoundary>
      </PageStack>
    </HydrateClient>
  )
}

function FormSkeleton() {
  return (
    <div role="status" aria-label="Loading the form" className="grid max-w-3xl gap-6">
      <div className="grid gap-6 sm:grid-cols-2">
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
      <Skeleton className="h-80" />
      <div className="grid gap-6 sm:grid-cols-2">
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
      </div>
    </div>
  )
}
