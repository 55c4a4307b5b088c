import { Section } from '@maskmirror/ui/section'
import { SkeletonTable } from '@maskmirror/ui/skeleton'
import type { Metadata } from 'next'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { TrainingForm } from '#trainings/training-form.tsx'
import { TrainingTable } from '#trainings/training-table.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Training' }

export default function TrainingsPage() {
  const trpc = getTrpc()
  prefetch(trpc.trainings.list.queryOptions())
  prefetch(trpc.trainings.configs.queryOptions())
  return (
    <HydrateClient>
      <PageStack>
        <PageHeading
          title="Training"
          lead="Small recognisers on generated faces, to see what a method does. On photographs: maskmirror train."
        />
        <QueryBoundary fallback={<SkeletonTable rows={2} label="Loading the trainings" />}>
          <TrainingTable />
        </QueryBoundary>
        <Section title="New training" lead="The same configuration goes on with the training that has it.">
          <QueryBoundary fallback={<SkeletonTable rows={4} label="Loading the configurations" />}>
            <TrainingForm />
          </QueryBoundary>
        </Section>
      </PageStack>
    </HydrateClient>
  )
}
