'use client'

import { Section } from '@maskmirror/ui/section'
import { Skeleton, SkeletonTable } from '@maskmirror/ui/skeleton'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import type { RunDetail, RunResult } from '#trpc/outputs.ts'
import { ComparisonSection } from './comparison-section.tsx'
import { DifferenceSection } from './difference-section.tsx'
import { Examples } from './examples.tsx'
import { ExportLinks } from './export-links.tsx'
import { Failures } from './failures.tsx'
import { FigureSkeleton } from './figure-card.tsx'
import { Figures } from './figures.tsx'
import { OtherMeasures } from './other-measures.tsx'
import { PairsSection } from './pairs/pairs-section.tsx'
import { Provenance } from './provenance.tsx'
import { RecalibrationSection } from './recalibration-section.tsx'
import { ShiftSection } from './shift-section.tsx'
import { Slices } from './slices/slices.tsx'
import { ThresholdExplorer } from './threshold/threshold-explorer.tsx'
import { Warnings } from './warnings.tsx'

/** What a finished run found: the answer first, then the evidence, then what it rests on. */
export function RunResults({ run, result }: { run: RunDetail; result: RunResult }) {
  const present = partsOf(result)
  return (
    <PageStack>
      <Warnings warnings={result.table.warnings} />
      <PartLinks present={present} />
      {result.notes.length === 0 ? null : <Notes notes={result.notes} />}
      <ComparisonSection table={result.table} />
      <Section
        id="threshold"
        title="Move the threshold"
        lead="Exact error rates of every setting at any threshold, over the comparisons chosen above. Arrow keys move it by one step."
      >
        <QueryBoundary fallback={<FigureSkeleton />}>
          <ThresholdExplorer id={run.id} table={result.table} />
        </QueryBoundary>
      </Section>
      <DifferenceSection id={run.id} table={result.table} />
      <ShiftSection table={result.table} />
      <RecalibrationSection table={result.table} />
      <Section id="figures" title="Figures">
        <QueryBoundary fallback={<FigureSkeleton />}>
          <Figures id={run.id} />
        </QueryBoundary>
      </Section>
      <Section
        id="slices"
        title="Who and what it hits"
        lead="The same rates for parts of the pairs: by mask, pose, size, and the data set’s own columns."
      >
        <QueryBoundary fallback={<SkeletonTable rows={4} label="Loading the slices" />}>
          <Slices id={run.id} table={result.table} />
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
      <PairsSection id={run.id} table={result.table} />
      <QueryBoundary fallback={<SkeletonTable rows={3} label="Loading what else was measured" />}>
        <OtherMeasures id={run.id} />
      </QueryBoundary>
      <Section
        id="failures"
        title="Failures"
        lead="Counted, never dropped: each photo or treated pair once, with the reason."
      >
        <Failures failures={result.failures} />
      </Section>
      <Section id="export" title="Take it with you" lead="Made from the stored result; figures have their own links.">
        <QueryBoundary fallback={<Skeleton className="h-20" />}>
          <ExportLinks id={run.id} table={result.table} />
        </QueryBoundary>
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
  ['threshold', 'Threshold'],
  ['differences', 'Differences'],
  ['shift', 'Shift'],
  ['recalibration', 'Recalibration'],
  ['figures', 'Figures'],
  ['slices', 'Slices'],
  ['examples', 'Examples'],
  ['pairs', 'Pairs'],
  ['others', 'More measures'],
  ['failures', 'Failures'],
  ['export', 'Export'],
  ['provenance', 'Provenance'],
] as const

type Part = (typeof parts)[number][0]

/** The parts that this result has. */
function partsOf({ table }: RunResult): ReadonlySet<Part> {
  const absent: Part[] = [
    ...(table.differences.length === 0 ? (['differences'] as const) : []),
    ...(table.settings.every(({ shift }) => shift === null) ? (['shift'] as const) : []),
    ...(table.settings.every(({ recalibrated }) => recalibrated === null) ? (['recalibration'] as const) : []),
    ...(table.settings.length < 2 ? (['pairs'] as const) : []),
  ]
  return new Set(parts.map(([id]) => id).filter((id) => !absent.includes(id)))
}

function PartLinks({ present }: { present: ReadonlySet<Part> }) {
  return (
    <nav aria-label="Parts of the result" className="-mt-4 border-y border-line py-2">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {parts
          .filter(([id]) => present.has(id))
          .map(([id, title]) => (
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
