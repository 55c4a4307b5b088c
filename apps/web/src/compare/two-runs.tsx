'use client'

import { Notice } from '@maskmirror/ui/notice'
import { Section } from '@maskmirror/ui/section'
import { useQuery, useSuspenseQueries } from '@tanstack/react-query'
import { ErrorState } from '#errors/error-state.tsx'
import { countOf, formatCount } from '#format/count.ts'
import { useTRPC } from '#trpc/client.tsx'
import { isRefusedPairing } from './is-refused-pairing.ts'
import { Overlay } from './overlay.tsx'
import { RunDifferences } from './run-differences.tsx'
import { SideBySideTable } from './side-by-side-table.tsx'
import { SpecDifferences } from './spec-differences.tsx'

/** Two runs: what was done otherwise, what came of it, and whether that is more than chance. */
export function TwoRuns({ a, b }: { a: string; b: string }) {
  const trpc = useTRPC()
  const [{ data: first }, { data: second }] = useSuspenseQueries({
    queries: [trpc.runs.get.queryOptions({ id: a }), trpc.runs.get.queryOptions({ id: b })],
  })
  const comparison = useQuery(
    trpc.results.compare.queryOptions({ a, b }, { staleTime: Infinity, trpc: { context: { alone: true } } }),
  )
  if (first.result === null || second.result === null) {
    return (
      <Notice tone="bad" title="One of the runs has no result">
        It has not finished, or an older version made it. Run it again.
      </Notice>
    )
  }
  const tables = { a: first.result.table, b: second.result.table }
  return (
    <>
      {comparison.error === null ? null : isRefusedPairing(comparison.error) ? (
        <Notice tone="warn" title="Not the same pairs, so no paired differences" alert>
          {comparison.error.message}. The tables below are about different pairs: differences between them are no
          evidence.
        </Notice>
      ) : (
        <ErrorState error={comparison.error} onAction={() => void comparison.refetch()} />
      )}
      <Section id="changed" title="What was done otherwise">
        <SpecDifferences a={first} b={second} />
      </Section>
      <Section
        id="table"
        title="Side by side"
        lead={
          comparison.data === undefined
            ? 'Rates over scored comparisons, at each run’s own thresholds.'
            : `The same ${formatCount(comparison.data.pairs)} pairs of ${countOf(comparison.data.people, 'person', 'people')} in both. Differences are over the pairs that both runs scored, with 95 % intervals from ${formatCount(comparison.data.resamples)} resamples of the people.`
        }
      >
        <SideBySideTable tables={tables} differences={comparison.data?.differences ?? []} />
      </Section>
      {comparison.data === undefined ? (
        comparison.error === null ? (
          <p role="status" className="text-ink-soft">
            Resampling the people of both runs…
          </p>
        ) : null
      ) : (
        <RunDifferences comparison={comparison.data} />
      )}
      <Section id="curves" title="Curves of one setting">
        <Overlay a={a} b={b} tables={tables} />
      </Section>
    </>
  )
}
