'use client'

import { type ComparisonTable, type SettingId, settingLabel } from '@maskmirror/evaluation'
import { Button } from '@maskmirror/ui/button'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ErrorState } from '#errors/error-state.tsx'
import { countOf, formatCount } from '#format/count.ts'
import { useTRPC } from '#trpc/client.tsx'
import { DamagedPairCard } from './damaged-pair-card.tsx'

/** Pairs on one page; our choice. */
const pageSize = 6

export interface PairPageProps {
  id: string
  table: ComparisonTable
  query: { from: SettingId; to: SettingId; genuine: boolean }
  /** From 0. */
  page: number
  onPage: (page: number) => void
}

/** Some of the pairs with their pictures, and the way to the others. */
export function PairPage({ id, table, query, page, onPage }: PairPageProps) {
  const trpc = useTRPC()
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.results.damage.queryOptions(
      { id, ...query, offset: page * pageSize, limit: pageSize },
      // pictures are drawn at the first look
      { placeholderData: keepPreviousData, staleTime: Infinity, trpc: { context: { alone: true } } },
    ),
  )
  if (error !== null) return <ErrorState error={error} onAction={() => void refetch()} />
  if (data === undefined) {
    return (
      <p role="status" aria-label="Loading the pairs" className="text-ink-soft">
        Loading…
      </p>
    )
  }
  const pages = Math.max(1, Math.ceil(data.total / pageSize))
  const kind = query.genuine ? 'genuine' : 'impostor'
  return (
    <div aria-busy={isPlaceholderData}>
      <p className="mb-3 text-sm text-ink-soft">
        {countOf(data.total, `${kind} pair has`, `${kind} pairs have`)} a score in both settings.
        {data.lost === 0
          ? null
          : ` ${countOf(data.lost, 'more has', 'more have')} one in ${settingLabel(query.from)} and none in ${settingLabel(query.to)}: a step failed.`}
      </p>
      {data.pairs.length === 0 ? (
        <p className="text-ink-soft">There are no pairs on this page.</p>
      ) : (
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {data.pairs.map((pair) => (
            <li key={pair.pairIndex} className="min-w-0">
              <DamagedPairCard pair={pair} genuine={query.genuine} table={table} />
            </li>
          ))}
        </ul>
      )}
      <nav aria-label="Pages of pairs" className="mt-4 flex flex-wrap items-center gap-3">
        <Button size="small" disabled={page === 0} onClick={() => onPage(Math.min(page, pages) - 1)}>
          Previous
        </Button>
        <span className="text-sm text-ink-soft tabular-nums">
          Page {formatCount(page + 1)} of {formatCount(pages)}
        </span>
        <Button size="small" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
          Next
        </Button>
      </nav>
    </div>
  )
}
