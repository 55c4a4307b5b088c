import { SkeletonTable } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { compareParsers } from '#compare/compare-address.ts'
import { CompareView } from '#compare/compare-view.tsx'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Compare runs' }

const loadAddress = createLoader(compareParsers)

export default async function ComparePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { a, b } = await loadAddress(searchParams)
  const trpc = getTrpc()
  prefetch(trpc.runs.list.queryOptions())
  if (a !== '' && b !== '' && a !== b) {
    for (const id of [a, b]) prefetch(trpc.runs.get.queryOptions({ id }))
  }
  return (
    <HydrateClient>
      <PageStack>
        <PageHeading
          title="Compare two runs"
          lead="Another model, another mask, another treatment: what changed on the same pairs, and whether it is more than chance."
        />
        <QueryBoundary fallback={<SkeletonTable rows={4} label="Loading runs" />}>
          <CompareView />
        </QueryBoundary>
      </PageStack>
    </HydrateClient>
  )
}
