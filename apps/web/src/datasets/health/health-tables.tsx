'use client'

import { DataTable } from '@maskmirror/ui/data-table'
import { Disclosure } from '@maskmirror/ui/disclosure'
import { Section } from '@maskmirror/ui/section'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { countOf, formatCount } from '#format/count.ts'
import { formatShare } from '#format/rate.ts'
import { MissingValue } from '#results/missing-value.tsx'
import type { HealthOverview } from '#trpc/outputs.ts'
import { problemNames } from '../set/problem-names.ts'
import { photosPath, sheetParsers } from '../set/set-address.ts'

/** What a check found, counted. */
export function HealthTables({ id, overview }: { id: string; overview: HealthOverview }) {
  const [, setSheet] = useQueryStates(sheetParsers)
  const { problems, people, overlap, notes } = overview
  const names = Object.values(overview.tools).filter((name) => name !== null)
  return (
    <Section
      title="What was found"
      lead={`Looked at by ${names.length === 0 ? 'nothing but the files: no models are there' : names.join(', ')}.`}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <DataTable
          caption="Problems of the set"
          columns={[
            {
              key: 'kind',
              header: 'Problem',
              names: true,
              className: 'min-w-48',
              cell: ({ kind, items }) => (
                <>
                  {items === null || items === 0 ? (
                    problemNames[kind].title
                  ) : (
                    <button
                      type="button"
                      className="text-left text-accent-ink underline decoration-accent-line underline-offset-4 hover:decoration-current"
                      onClick={() => {
                        void setSheet({ kind, page: null })
                        document.getElementById('sheets')?.scrollIntoView()
                      }}
                    >
                      {problemNames[kind].title}
                    </button>
                  )}
                  <span className="block text-xs font-normal text-ink-soft">{problemNames[kind].explanation}</span>
                </>
              ),
            },
            {
              key: 'items',
              header: 'Found',
              align: 'right',
              cell: ({ kind, items }) =>
                items === null
                  ? 'not looked for'
                  : kind.startsWith('duplicate')
                    ? countOf(items, 'group', 'groups')
                    : formatCount(items),
            },
            { key: 'suspects', header: 'Suspects', align: 'right', cell: count(({ suspects }) => suspects) },
            { key: 'kept', header: 'Kept', align: 'right', cell: count(({ kept }) => kept) },
            { key: 'excluded', header: 'Excluded', align: 'right', cell: count(({ excluded }) => excluded) },
            {
              key: 'open',
              header: 'Open',
              align: 'right',
              cell: count(({ suspects, kept, excluded }) => suspects - kept - excluded),
            },
          ]}
          rows={problems}
          rowKey={({ kind }) => kind}
        />
        <LookedAt overview={overview} />
        {people.total === 0 ? null : (
          <Disclosure summary={`${countOf(people.total, 'person looks', 'people look')} like several`}>
            <ul className="grid gap-1 text-sm sm:columns-2">
              {people.first.map(({ person, masked, suspects, checked }) => (
                <li key={`${person} ${masked}`}>
                  <Link className="link" href={photosPath(id, { person })}>
                    {person}
                  </Link>
                  , {suspects.length} of {checked} {masked ? 'masked' : 'bare'} photos
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
        {overlap.map(({ a, b, people: shared, pictures, firstPeople }) => (
          <Disclosure
            key={`${a} ${b}`}
            summary={`${a} and ${b} share ${countOf(shared, 'name', 'names')} and ${countOf(pictures, 'file', 'files')}`}
          >
            <p className="text-sm text-ink-soft">
              {firstPeople.join(', ')}
              {firstPeople.length < shared ? ', …' : ''}
            </p>
          </Disclosure>
        ))}
        {notes.map((note) => (
          <p key={note} className="text-xs text-ink-soft">
            {note}
          </p>
        ))}
      </div>
    </Section>
  )
}

type Problem = HealthOverview['problems'][number]

/** A count of a problem's suspects, where they were looked for. */
const count = (of: (problem: Problem) => number) => (problem: Problem) =>
  problem.items === null ? <MissingValue why="not looked for" /> : formatCount(of(problem))

/** How much of each set could be judged at all. */
function LookedAt({ overview: { sets } }: { overview: HealthOverview }) {
  const without = (counts: Readonly<Record<string, number>> | null) =>
    counts === null ? null : Object.values(counts).reduce((sum, count) => sum + count, 0)
  const share = (count: number | null, of: number) => (count === null ? 'not looked at' : formatShare(count, of))
  return (
    <DataTable
      caption="Photos that were looked at"
      columns={[
        { key: 'name', header: 'Set', names: true, cell: ({ name }) => name },
        { key: 'photos', header: 'Photos', align: 'right', cell: ({ photos }) => formatCount(photos) },
        {
          key: 'faces',
          header: 'Without a face',
          align: 'right',
          cell: ({ withoutFace, photos }) => share(without(withoutFace), photos),
        },
        {
          key: 'flags',
          header: 'Mask flags compared',
          align: 'right',
          cell: ({ flags, photos }) => share(flags?.checked ?? null, photos),
        },
        {
          key: 'identities',
          header: 'Compared with their person',
          align: 'right',
          cell: ({ identities, photos }) => share(identities?.checked ?? null, photos),
        },
      ]}
      rows={sets}
      rowKey={({ name }) => name}
    />
  )
}
