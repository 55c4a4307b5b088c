import { Skeleton } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { SetHeading } from '#datasets/set/set-heading.tsx'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { getQueryClient, getTrpc, HydrateClient } from '#trpc/server.tsx'

interface Props {
  params: Promise<{ id: string }>
  children: ReactNode
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).id }
}

export default async function SetLayout({ params, children }: Props) {
  const { id } = await params
  // the list opens no set, so an unknown one is a page of status 404 at once; other errors are shown by the boundary
  const datasets = await getQueryClient()
    .fetchQuery(getTrpc().datasets.list.queryOptions())
    .catch(() => null)
  if (datasets !== null && !datasets.some((set) => set.id === id)) notFound()
  return (
    <HydrateClient>
      <PageStack>
        <QueryBoundary fallback={<Skeleton className="h-24" />}>
          <SetHeading id={id} />
        </QueryBoundary>
        {children}
      </PageStack>
    </HydrateClient>
  )
}
