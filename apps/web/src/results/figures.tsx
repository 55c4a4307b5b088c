'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.tsx'
import { FigureCard } from './figure-card.tsx'

/** DET and ROC side by side, the score distributions below. */
export function Figures({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data: figures } = useSuspenseQuery(trpc.runs.figures.queryOptions({ id }))
  if (figures === null) return <p className="text-ink-soft">This run has no scores to draw.</p>
  const { det, roc, distributions } = figures
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <FigureCard spec={det} />
      <FigureCard spec={roc} />
      <div className="lg:col-span-2">
        <FigureCard spec={distributions} />
      </div>
    </div>
  )
}
