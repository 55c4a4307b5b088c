import { Section } from '@maskmirror/ui/section'
import { SkeletonTable } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { AddDatasetForm } from '#datasets/add-dataset-form.tsx'
import { DatasetTable } from '#datasets/dataset-table.tsx'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Data sets' }

export default function DatasetsPage() {
  prefetch(getTrpc().datasets.list.queryOptions())
  return (
    <HydrateClient>
      <PageStack>
        <PageHeading
          title="Data sets"
          lead="Generated faces come with the program. Your photos are read where they are; nothing is copied or sent."
        />
        <QueryBoundary fallback={<SkeletonTable rows={3} label="Loading data sets" />}>
          <DatasetTable />
        </QueryBoundary>
        <Section title="Add a folder">
          <AddDatasetForm />
        </Section>
      </PageStack>
    </HydrateClient>
  )
}
