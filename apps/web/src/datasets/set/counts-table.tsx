import { DataTable } from '@maskmirror/ui/data-table'
import { formatCount } from '#format/count.ts'
import { MissingValue } from '#results/missing-value.tsx'
import type { DatasetDetail } from '#trpc/outputs.ts'

type CountName = keyof DatasetDetail['counts']

const names: Readonly<Record<CountName, string>> = {
  people: 'People',
  photos: 'Photos',
  masked: 'Really masked',
  pairs: 'Listed pairs',
  genuinePairs: 'of them genuine',
  impostorPairs: 'of them impostor',
}

/** What the set holds, beside what a whole copy of the public set is said to hold. */
export function CountsTable({ set: { counts, published, hasPairList } }: { set: DatasetDetail }) {
  const kinds = (Object.keys(names) as CountName[]).filter(
    (name) => hasPairList || !/pairs/i.test(name) || typeof published?.expected[name] === 'number',
  )
  const rows = [...kinds.map((name) => ({ name, found: counts[name], expected: published?.expected[name] ?? null }))]
  const bare = { name: 'bare' as const, found: counts.photos - counts.masked, expected: null }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <DataTable
        caption="Counts"
        columns={[
          {
            key: 'name',
            header: 'Count',
            names: true,
            cell: ({ name }) => (name === 'bare' ? 'Bare' : names[name]),
          },
          { key: 'found', header: 'Here', align: 'right', cell: ({ found }) => formatCount(found) },
          ...(published === null
            ? []
            : [
                {
                  key: 'expected',
                  header: 'Published',
                  align: 'right' as const,
                  cell: ({ expected }: { expected: number | null }) =>
                    expected === null ? <MissingValue why="not published" /> : formatCount(expected),
                },
                {
                  key: 'whole',
                  header: 'Whole',
                  cell: ({ found, expected }: { found: number; expected: number | null }) =>
                    expected === null ? '' : found === expected ? 'yes' : <span className="text-warn">differs</span>,
                },
              ]),
        ]}
        rows={[...rows.slice(0, 3), bare, ...rows.slice(3)]}
        rowKey={({ name }) => name}
      />
      {published === null ? (
        <p className="text-xs text-ink-soft">
          Not known as a copy of a public set, so there is nothing to compare with.
        </p>
      ) : (
        <p className="text-xs text-ink-soft">
          {published.title}: {published.expectedFrom}
        </p>
      )}
    </div>
  )
}
