import { buttonClass } from '@maskmirror/ui/button'
import { Section } from '@maskmirror/ui/section'
import { Skeleton, SkeletonTable } from '@maskmirror/ui/skeleton'
import Link from 'next/link'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { Materials } from '#overview/materials.tsx'
import { RecentRuns } from '#overview/recent-runs.tsx'
import { StartDemonstration } from '#overview/start-demonstration.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { getTrpc, HydrateClient, prefetch } from '#trpc/server.tsx'

export default function OverviewPage() {
  const trpc = getTrpc()
  prefetch(trpc.runs.list.queryOptions())
  prefetch(trpc.datasets.list.queryOptions())
  prefetch(trpc.models.list.queryOptions())
  return (
    <HydrateClient>
      <PageStack>
        <div className="grid gap-5">
          <PageHeading
            title="What do face masks do to your face recogniser?"
            lead="MaskMirror compares the same pairs of photos with and without masks, and measures the errors of your model in each setting. Then it puts the probe’s mask on the reference as well, and shows whether that helps and what it costs in security."
          />
          <div className="flex flex-wrap items-center gap-2">
            <StartDemonstration />
            <Link href="/runs/new" className={buttonClass('secondary')}>
              Evaluate your own
            </Link>
            <p className="text-ink-soft sm:ml-2">The demonstration uses generated faces and needs no download.</p>
          </div>
        </div>
        <Section
          title="Runs"
          actions={
            <Link href="/compare" className={buttonClass('secondary', 'small')}>
              Compare two runs
            </Link>
          }
        >
          <QueryBoundary fallback={<SkeletonTable rows={4} label="Loading runs" />}>
            <RecentRuns />
          </QueryBoundary>
        </Section>
        <Section title="What there is to evaluate">
          <QueryBoundary fallback={<MaterialsSkeleton />}>
            <Materials />
          </QueryBoundary>
        </Section>
      </PageStack>
    </HydrateClient>
  )
}

function MaterialsSkeleton() {
  return (
    <div role="status" aria-label="Loading data sets and models" className="grid gap-4 sm:grid-cols-2">
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
  )
}
