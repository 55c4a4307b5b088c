'use client'

import { Badge } from '@maskmirror/ui/badge'
import { EmptyState } from '@maskmirror/ui/empty-state'
import { Field } from '@maskmirror/ui/field'
import { TextInput } from '@maskmirror/ui/text-input'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useDeferredValue } from 'react'
import { ErrorState } from '#errors/error-state.tsx'
import { countOf, formatCount } from '#format/count.ts'
import { useTRPC } from '#trpc/client.tsx'
import { peopleParsers, photosPath } from '../set/set-address.ts'
import { SetLoading } from '../set/set-loading.tsx'
import { PageLinks } from './page-links.tsx'
import { SetPicture } from './set-picture.tsx'

/** People on one page; our choice. */
const pageSize = 60

/** The people of a set, each with a photo and the way to all of theirs. */
export function PeopleBrowser({ id }: { id: string }) {
  const trpc = useTRPC()
  const [address, setAddress] = useQueryStates(peopleParsers)
  const { search, page } = useDeferredValue(address)
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.datasets.people.queryOptions(
      { id, search, offset: page * pageSize, limit: pageSize },
      { placeholderData: keepPreviousData, trpc: { context: { alone: true } } },
    ),
  )
  if (error !== null) return <ErrorState error={error} onAction={() => void refetch()} />
  if (data === undefined) return <SetLoading />
  const pages = Math.ceil(data.total / pageSize)
  const onPage = (to: number) => void setAddress({ page: to }).then(() => window.scrollTo({ top: 0 }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <search aria-label="Choose people" className="max-w-sm">
        <Field label="Name">
          {(control) => (
            <TextInput
              {...control}
              type="search"
              value={address.search}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => void setAddress({ search: event.target.value, page: null })}
            />
          )}
        </Field>
      </search>
      <p role="status" className="text-sm text-ink-soft tabular-nums">
        {countOf(data.total, 'person', 'people')}
      </p>
      {data.people.length === 0 ? (
        <EmptyState title="Nobody is called that" />
      ) : (
        <ul
          aria-label="People"
          aria-busy={isPlaceholderData}
          className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-3 sm:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))]"
        >
          {data.people.map(({ person, photos, masked, suspects, key }) => (
            <li key={person} className="min-w-0">
              <Link
                href={photosPath(id, { person })}
                className="block rounded-lg border border-line bg-surface p-1.5 hover:border-line-strong hover:bg-hover"
              >
                <SetPicture dataset={id} photoKey={key} alt="" />
                <span className="mt-1 block truncate text-xs font-medium text-ink" title={person}>
                  {person}
                </span>
                <span className="block text-xs text-ink-soft tabular-nums">
                  {countOf(photos, 'photo', 'photos')}
                  {masked === 0 ? '' : `, ${formatCount(masked)} masked`}
                </span>
                {suspects === 0 ? null : <Badge tone="warn">{countOf(suspects, 'suspect', 'suspects')}</Badge>}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <PageLinks label="Pages of people" page={page} pages={pages} onPage={onPage} />
    </div>
  )
}
