'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { exportPath } from '#runs/run-path.ts'
import { useTRPC } from '#trpc/client.tsx'
import { FigureCard } from './figure-card.tsx'

/** DET and ROC side by side. */
export function Figures({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data: figures } = useSuspenseQuery(trpc.runs.figures.queryOptions({ id }))
  if (figures === null) return <p className="text-ink-soft">This run has no scores to draw.</p>
  const { det, roc } = figures
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      <FigureCard spec={det} files={exportPath(id, 'det')} />
      <FigureCard spec={roc} files={exportPath(id, 'roc')} />
    </div>
  )
}
