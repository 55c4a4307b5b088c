'use client'

import type { ComparisonTable } from '@maskmirror/evaluation'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.tsx'
import type { Example } from '#trpc/outputs.ts'
import { ExampleCard } from './example-card.tsx'

const kinds: readonly { why: Example['why']; title: string; explanation: string }[] = [
  {
    why: 'genuine-harmed-most',
    title: 'Genuine pairs that masks harm most',
    explanation: 'The largest fall of the score from UMR-UMP to the masked probe.',
  },
  {
    why: 'genuine-helped-most',
    title: 'Genuine pairs that the mirror helps most',
    explanation: 'The largest rise of the score by the first treatment.',
  },
  {
    why: 'impostor-raised-most',
    title: 'Impostor pairs that the mirror raises most',
    explanation: 'Two people who look more alike under one mask: the price in security.',
  },
  {
    why: 'typical-genuine',
    title: 'Typical genuine pairs',
    explanation: 'From the middle of the genuine scores with a masked probe.',
  },
  {
    why: 'typical-impostor',
    title: 'Typical impostor pairs',
    explanation: 'From the middle of the impostor scores with a masked probe.',
  },
]

/** Pairs to look at, by the reason why they were chosen. */
export function Examples({ id, table }: { id: string; table: ComparisonTable }) {
  const trpc = useTRPC()
  const { data: examples } = useSuspenseQuery(trpc.runs.examples.queryOptions({ id }))
  if (examples === null || examples.length === 0)
    return <p className="text-ink-soft">No pair of this run has pictures to show.</p>
  return (
    <div className="grid gap-6">
      {kinds.map(({ why, title, explanation }) => {
        const chosen = examples.filter((example) => example.why === why)
        if (chosen.length === 0) return null
        return (
          <div key={why}>
            <h3 className="text-sm font-semibold">{title}</h3>
            <p className="mb-2 text-xs text-ink-soft">{explanation}</p>
            <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
              {chosen.map((example) => (
                <li key={example.pairIndex} className="min-w-0">
                  <ExampleCard example={example} table={table} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </div>
  )
}
