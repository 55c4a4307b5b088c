import { DataTable } from '@maskmirror/ui/data-table'
import Link from 'next/link'
import { runPath } from '#runs/run-path.ts'
import type { RunDetail } from '#trpc/outputs.ts'
import { changedFields } from './changed-fields.ts'

/** The parts of both specifications that differ: everything else was done alike. */
export function SpecDifferences({ a, b }: { a: RunDetail; b: RunDetail }) {
  const fields = changedFields(a.spec, b.spec)
  return (
    <>
      <p className="mb-3 text-sm text-ink-soft">
        A is{' '}
        <Link className="link" href={runPath(a.id)}>
          {a.id}
        </Link>
        , B is{' '}
        <Link className="link" href={runPath(b.id)}>
          {b.id}
        </Link>
        . {fields.length === 0 ? 'Their specifications are the same.' : 'What is not listed was the same.'}
      </p>
      {fields.length === 0 ? null : (
        <DataTable
          caption="Parts of the specifications that differ"
          columns={[
            { key: 'field', header: 'Part', names: true, cell: ({ field }) => field },
            { key: 'a', header: 'A', className: 'min-w-40', cell: ({ a: value }) => value },
            { key: 'b', header: 'B', className: 'min-w-40', cell: ({ b: value }) => value },
          ]}
          rows={fields}
          rowKey={({ field }) => field}
        />
      )}
    </>
  )
}
