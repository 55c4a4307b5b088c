'use client'

import type { ComparisonTable } from '@maskmirror/evaluation'
import { Panel } from '@maskmirror/ui/panel'
import { useSuspenseQuery } from '@tanstack/react-query'
import { exportPath, reportPath } from '#runs/run-path.ts'
import { useTRPC } from '#trpc/client.tsx'

const groups = [
  {
    title: 'Tables',
    files: [
      ['table.csv', 'CSV'],
      ['table.md', 'Markdown'],
      ['table.tex', 'LaTeX'],
    ],
  },
  {
    title: 'Differences, slices',
    files: [
      ['differences.csv', 'Differences as CSV'],
      ['slices.csv', 'Slices as CSV'],
    ],
  },
  { title: 'Everything', files: [['result.json', 'JSON']] },
  {
    title: 'All pairs',
    files: [
      ['pairs.csv', 'With what is known of them'],
      ['scores.csv', 'Scores alone'],
    ],
  },
] as const

/** Files made from the result by the server; figures have theirs below them. */
export function ExportLinks({ id, table }: { id: string; table: ComparisonTable }) {
  const trpc = useTRPC()
  const { data: slices } = useSuspenseQuery(trpc.results.slices.queryOptions({ id }))
  // files that this result has nothing for
  const absent = new Set<string>([
    ...(table.differences.length === 0 ? ['differences.csv'] : []),
    ...(slices === null || slices.length === 0 ? ['slices.csv'] : []),
  ])
  return (
    <Panel className="px-4 py-3">
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-5">
        <div>
          <dt className="text-xs text-ink-soft">Report, one file</dt>
          <dd>
            <a className="link" href={reportPath(id)} download={`${id}.html`}>
              HTML
            </a>
          </dd>
        </div>
        {groups.map(({ title, files }) => (
          <div key={title}>
            <dt className="text-xs text-ink-soft">{title}</dt>
            <dd className="flex flex-wrap gap-x-4">
              {files
                .filter(([file]) => !absent.has(file))
                .map(([file, name]) => (
                  <a key={file} className="link" href={exportPath(id, file)} download={`${id}-${file}`}>
                    {name}
                  </a>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
