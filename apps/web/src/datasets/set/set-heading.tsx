'use client'

import { buttonClass } from '@maskmirror/ui/button'
import { classNames } from '@maskmirror/ui/class-names'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { countOf } from '#format/count.ts'
import { PageHeading } from '#shell/page-heading.tsx'
import { useTRPC } from '#trpc/client.tsx'
import { setPath } from './set-address.ts'

const parts = [
  ['', 'Overview'],
  ['photos', 'Photos'],
  ['people', 'People'],
  ['health', 'Health'],
] as const

/** A set's name with what it holds, and the way to its pages. */
export function SetHeading({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data: datasets } = useSuspenseQuery(trpc.datasets.list.queryOptions())
  const here = usePathname()
  const set = datasets.find((one) => one.id === id)
  if (set === undefined) return null
  const { name, people, photos, maskedPhotos } = set
  const counts = [
    people === null ? null : countOf(people, 'person', 'people'),
    photos === null ? null : countOf(photos, 'photo', 'photos'),
    maskedPhotos === null || maskedPhotos === 0 ? null : `${countOf(maskedPhotos, 'photo', 'photos')} with a real mask`,
  ]
  return (
    <div className="grid gap-4">
      <PageHeading
        title={name}
        lead={counts.filter((count) => count !== null).join(' · ')}
        actions={
          <Link href={`/runs/new?dataset=${encodeURIComponent(id)}`} className={buttonClass('primary')}>
            Evaluate
          </Link>
        }
      />
      <nav aria-label={`Pages of ${name}`} className="border-b border-line">
        <ul className="-mb-px flex gap-1">
          {parts.map(([part, title]) => {
            const path = setPath(id, part)
            return (
              <li key={part}>
                <Link
                  href={path}
                  aria-current={here === path ? 'page' : undefined}
                  className={classNames(
                    'block border-b-2 px-3 py-2 text-sm',
                    here === path
                      ? 'border-accent font-medium text-ink'
                      : 'border-transparent text-ink-soft hover:border-line-strong hover:text-ink',
                  )}
                >
                  {title}
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
    </div>
  )
}
