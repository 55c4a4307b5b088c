'use client'

import { Button } from '@maskmirror/ui/button'
import { EmptyState } from '@maskmirror/ui/empty-state'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryState, useQueryStates } from 'nuqs'
import { useDeferredValue } from 'react'
import { ErrorState } from '#errors/error-state.tsx'
import { countOf } from '#format/count.ts'
import { useTRPC } from '#trpc/client.tsx'
import { openPhotoParser, photoParsers } from '../set/set-address.ts'
import { SetLoading } from '../set/set-loading.tsx'
import { PageLinks } from './page-links.tsx'
import { PhotoDialog } from './photo-dialog.tsx'
import { PhotoFilters } from './photo-filters.tsx'
import { PhotoGrid } from './photo-grid.tsx'
import { photoQuery } from './photo-query.ts'
import { useDecisions } from './use-decisions.ts'

/** Photos on one page; our choice. */
const pageSize = 60

/** The photos of a set, a page at a time, chosen by person, mask, label, problem and decision. */
export function PhotoBrowser({ id }: { id: string }) {
  const trpc = useTRPC()
  const [filters, setFilters] = useQueryStates(photoParsers)
  const [openKey, setOpenKey] = useQueryState('photo', openPhotoParser)
  const decisions = useDecisions(id)
  const { page, ...chosen } = useDeferredValue(filters)
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.datasets.photos.queryOptions(
      { id, ...photoQuery(chosen), offset: page * pageSize, limit: pageSize },
      { placeholderData: keepPreviousData, trpc: { context: { alone: true } } },
    ),
  )
  const reset = () => void setFilters(null)
  if (error !== null) return <ErrorState error={error} onAction={() => void refetch()} />
  if (data === undefined) return <SetLoading />
  const pages = Math.ceil(data.total / pageSize)
  const onPage = (to: number) => void setFilters({ page: to }).then(() => window.scrollTo({ top: 0 }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PhotoFilters id={id} filters={filters} onChange={(change) => void setFilters({ ...change, page: null })} />
      {decisions.error === null ? null : (
        <ErrorState error={decisions.error} actionLabel="Dismiss" onAction={decisions.dismiss} />
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p role="status" className="text-sm text-ink-soft tabular-nums">
          {countOf(data.total, 'photo', 'photos')}
        </p>
        <PageLinks label="Pages of photos, above" page={page} pages={pages} onPage={onPage} />
      </div>
      {data.photos.length === 0 ? (
        <EmptyState
          title={data.total === 0 ? 'No photo is like that' : 'There are no photos on this page'}
          action={<Button onClick={reset}>Show all photos</Button>}
        />
      ) : (
        <div aria-busy={isPlaceholderData} className={isPlaceholderData ? 'opacity-60' : undefined}>
          <PhotoGrid id={id} photos={data.photos} decisions={decisions} onOpen={(key) => void setOpenKey(key)} />
        </div>
      )}
      <PageLinks label="Pages of photos" page={page} pages={pages} onPage={onPage} />
      <p className="text-xs text-ink-soft">
        Arrow keys move between photos, Enter opens one. <kbd>X</kbd> excludes it from evaluations, <kbd>K</kbd> keeps
        it, <kbd>U</kbd> takes that back.
      </p>
      <PhotoDialog
        id={id}
        photoKey={openKey}
        keys={data.photos.map(({ key }) => key)}
        decisions={decisions}
        onOpen={(key) => void setOpenKey(key)}
      />
    </div>
  )
}
