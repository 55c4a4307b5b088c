'use client'

import type { FigureSpec } from '@maskmirror/plots'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { Panel } from '@maskmirror/ui/panel'
import { Skeleton } from '@maskmirror/ui/skeleton'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { figureHeightPx } from './figure-height.ts'
import { type FigureRow, figureData } from './figure-rows.ts'

/** Drawing needs a browser and a library that the rest of the page does without. */
const FigureCanvas = dynamic(() => import('./figure-canvas.tsx'), { ssr: false })

/** Of a card on a wide screen; what is drawn may need more height on a narrow one. */
const usualWidthPx = 600

/** A figure with its title, how to read it, and its numbers as a table. */
export function FigureCard({
  spec,
  files,
}: {
  spec: FigureSpec
  /** Address of the figure as a file, without its ending. */
  files?: string
}) {
  return (
    <Panel className="min-w-0 px-4 py-3">
      <figure>
        <h3 className="text-sm font-semibold">{spec.title}</h3>
        <div className="mt-2 grid" style={{ minHeight: figureHeightPx(spec, usualWidthPx) }}>
          <FigureCanvas spec={spec} />
        </div>
        <figcaption className="mt-2 max-w-prose text-xs text-ink-soft">{spec.caption}</figcaption>
      </figure>
      <div className="mt-3 flex flex-wrap items-start gap-x-6 gap-y-1">
        {files === undefined ? null : (
          <p className="flex gap-3 text-xs">
            {(['svg', 'png'] as const).map((ending) => (
              <a key={ending} className="link" href={`${files}.${ending}`} download>
                {ending.toUpperCase()}
                <span className="sr-only">: {spec.title}</span>
              </a>
            ))}
          </p>
        )}
        <OnOpen summary="Show the data as a table">
          <FigureTable spec={spec} />
        </OnOpen>
      </div>
    </Panel>
  )
}

/** A disclosure whose content is made when it is first opened: the tables have hundreds of rows. */
function OnOpen({ summary, children }: { summary: string; children: ReactNode }) {
  const [opened, setOpened] = useState(false)
  return (
    <details className="min-w-0 open:basis-full" onToggle={() => setOpened(true)}>
      <summary className="link inline cursor-pointer rounded text-xs text-accent-ink">{summary}</summary>
      {opened ? <div className="mt-2 max-h-96 overflow-y-auto">{children}</div> : null}
    </details>
  )
}

function FigureTable({ spec }: { spec: FigureSpec }) {
  const { headers, rows, note } = figureData(spec)
  return (
    <DataTable
      caption={note === null ? spec.title : `${spec.title}. ${note}`}
      captionShown={note !== null}
      columns={headers.map(
        (header, index): Column<FigureRow> => ({
          key: header,
          header,
          align: index === 0 ? 'left' : 'right',
          names: index === 0,
          cell: ({ cells }) => cells[index],
        }),
      )}
      rows={rows}
      rowKey={({ key }) => key}
    />
  )
}

export function FigureSkeleton() {
  return (
    <div role="status" aria-label="Loading the figures" className="grid gap-4 lg:grid-cols-2">
      <Skeleton className="h-[34rem]" />
      <Skeleton className="h-[34rem]" />
    </div>
  )
}
