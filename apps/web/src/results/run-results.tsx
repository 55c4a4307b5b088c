'use client'

import { Section } from '@maskmirror/ui/section'
import { Skeleton } from '@maskmirror/ui/skeleton'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import type { RunDetail, RunResult } from '#trpc/outputs.ts'
import { ComparisonSection } from './comparison-section.tsx'
import { Examples } from './examples.tsx'
import { Failures } from './failures.tsx'
import { FigureSkeleton } from './figure-card.tsx'
import { Figures } from './figures.tsx'
import { Provenance } from './provenance.tsx'

/** What a finished run found: the answer first, then the evidence, then what it rests on. */
export function RunResults({ run, result }: { run: RunDetail; result: RunResult }) {
  return (
    <PageStack>
      <PartLinks />
      {result.notes.length === 0 ? null : <Notes notes={result.notes} />}
      <ComparisonSection table={result.table} />
      <Section id="figures" title="Figures">
        <QueryBoundary fallback={<FigureSkeleton />}>
          <Figures id={run.id} />
        </QueryBoundary>
      </Section>
      <Section
        id="examples"
        title="Example pairs"
        lead="Aligned as the recogniser sees them. “Accepted” and “rejected” are at the threshold fixed on UMR-UMP at FMR 1 %; wrong decisions are marked."
      >
        <QueryBoundary fallback={<ExamplesSkeleton />}>
          <Examples id={run.id} table={result.table} />
        </QueryBoundary>
      </Section>
      <Section
        id="failures"
        title="Failures"
        lead="Counted, never dropped: each photo or treated pair once, with the reason."
      >
        <Failures failures={result.failures} />
      </Section>
      <Section id="provenance" title="Provenance" lead="The same specification gives the same numbers.">
        <Provenance run={run} />
      </Section>
    </PageStack>
  )
}

function Notes({ notes }: { notes: readonly string[] }) {
  return (
    <Section id="notes" title="Read this first">
      <ul className="grid max-w-prose list-disc gap-1 pl-5 text-ink-soft marker:text-ink-faint">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Section>
  )
}

function ExamplesSkeleton() {
  return (
    <div role="status" aria-label="Loading the example pairs" className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {['a', 'b', 'c'].map((key) => (
        <Skeleton key={key} className="h-80" />
      ))}
    </div>
  )
}

const parts = [
  ['answer', 'Answer'],
  ['table', 'Comparison'],
  ['figures', 'Figures'],
  ['examples', 'Examples'],
  ['failures', 'Failures'],
  ['provenance', 'Provenance'],
] as const

function PartLinks() {
  return (
    <nav aria-label="Parts of the result" className="-mt-4 border-y border-line py-2">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {parts.map(([id, title]) => (
          <li key={id}>
            <a className="link" href={`#${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
