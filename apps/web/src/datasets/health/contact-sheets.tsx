'use client'

import { EmptyState } from '@maskmirror/ui/empty-state'
import { Field } from '@maskmirror/ui/field'
import { SelectInput } from '@maskmirror/ui/text-input'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryState, useQueryStates } from 'nuqs'
import { ErrorState } from '#errors/error-state.tsx'
import { formatCount } from '#format/count.ts'
import { useTRPC } from '#trpc/client.tsx'
import type { HealthOverview } from '#trpc/outputs.ts'
import { PageLinks } from '../photos/page-links.tsx'
import { PhotoDialog } from '../photos/photo-dialog.tsx'
import { useDecisions } from '../photos/use-decisions.ts'
import { useTileKeys } from '../photos/use-tile-keys.ts'
import { problemNames } from '../set/problem-names.ts'
import { openPhotoParser, type ProblemKind, sheetParsers } from '../set/set-address.ts'
import { SheetItemView } from './sheet-item-view.tsx'

/** Suspects, or groups, on one page; our choice. */
const pageSize = 24

/** The suspects of one kind, a page at a time. */
export function ContactSheets({ id, problems }: { id: string; problems: HealthOverview['problems'] }) {
  const present = problems.filter(({ items }) => items !== null && items > 0)
  const [address, setAddress] = useQueryStates(sheetParsers)
  const kind = present.find((problem) => problem.kind === address.kind)?.kind ?? present[0]?.kind
  if (kind === undefined) return <EmptyState title="Nothing is suspect" />
  return (
    <div id="sheets" className="grid scroll-mt-20 grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="w-80 max-w-full">
          <Field label="Problem">
            {(control) => (
              <SelectInput
                {...control}
                value={kind}
                onChange={(event) => void setAddress({ kind: sheetParsers.kind.parse(event.target.value), page: null })}
              >
                {present.map((problem) => (
                  <option key={problem.kind} value={problem.kind}>
                    {problemNames[problem.kind].title} ({formatCount(problem.items ?? 0)})
                  </option>
                ))}
              </SelectInput>
            )}
          </Field>
        </div>
        <label className="flex h-9 cursor-pointer items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={address.open}
            onChange={(event) => void setAddress({ open: event.target.checked, page: null })}
            className="size-4 accent-accent"
          />
          Only what is open
        </label>
      </div>
      <Sheet id={id} kind={kind} open={address.open} page={address.page} onPage={(page) => void setAddress({ page })} />
    </div>
  )
}

interface SheetProps {
  id: string
  kind: ProblemKind
  open: boolean
  page: number
  onPage: (page: number) => void
}

function Sheet({ id, kind, open, page, onPage }: SheetProps) {
  const trpc = useTRPC()
  const decisions = useDecisions(id)
  const onKeyDown = useTileKeys(decisions.decide)
  const [openKey, setOpenKey] = useQueryState('photo', openPhotoParser)
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.health.suspects.queryOptions(
      { id, kind, open, offset: page * pageSize, limit: pageSize },
      { placeholderData: keepPreviousData, trpc: { context: { alone: true } } },
    ),
  )
  if (error !== null) return <ErrorState error={error} onAction={() => void refetch()} />
  if (data === undefined) {
    return (
      <p role="status" className="min-h-64 text-ink-soft">
        Loading the suspects…
      </p>
    )
  }
  const own = data.items.flatMap(({ photos }) => photos.filter(({ dataset }) => dataset === id))
  return (
    <>
      {decisions.error === null ? null : (
        <ErrorState error={decisions.error} actionLabel="Dismiss" onAction={decisions.dismiss} />
      )}
      {data.items.length === 0 ? (
        <EmptyState title={open ? 'Everything here is decided' : 'There are no suspects on this page'} />
      ) : (
        <ul
          onKeyDown={onKeyDown}
          aria-label={problemNames[kind].title}
          aria-busy={isPlaceholderData}
          className="flex flex-wrap gap-3"
        >
          {data.items.map((item) => (
            <li key={item.photos.map(({ dataset, tile }) => `${dataset}/${tile.key}`).join(' ')} className="max-w-full">
              <SheetItemView id={id} item={item} decisions={decisions} onOpen={(key) => void setOpenKey(key)} />
            </li>
          ))}
        </ul>
      )}
      <PageLinks
        label="Pages of suspects"
        page={page}
        pages={Math.ceil(data.total / pageSize)}
        onPage={(to) => {
          onPage(to)
          document.getElementById('sheets')?.scrollIntoView()
        }}
      />
      <PhotoDialog
        id={id}
        photoKey={openKey}
        keys={own.map(({ tile }) => tile.key)}
        decisions={decisions}
        onOpen={(key) => void setOpenKey(key)}
      />
    </>
  )
}
