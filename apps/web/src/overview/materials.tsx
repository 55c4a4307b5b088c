'use client'

import { Panel } from '@maskmirror/ui/panel'
import { useSuspenseQueries } from '@tanstack/react-query'
import Link from 'next/link'
import { countOf } from '#format/count.ts'
import { isUsable } from '#models/model-state.ts'
import { useTRPC } from '#trpc/client.tsx'

/** What there is to evaluate: data sets and models, in one line each. */
export function Materials() {
  const trpc = useTRPC()
  const [{ data: datasets }, { data: models }] = useSuspenseQueries({
    queries: [trpc.datasets.list.queryOptions(), trpc.models.list.queryOptions()],
  })
  const ready = datasets.filter((dataset) => dataset.state === 'ready')
  const recognisers = models.filter((model) => model.task === 'embedding')
  const usable = recognisers.filter((model) => isUsable(model.state))
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Material
        href="/datasets"
        title={countOf(ready.length, 'data set', 'data sets')}
        detail={ready.map((dataset) => dataset.name).join(', ')}
        action="See them, or add a folder of photos"
      />
      <Material
        href="/models"
        title={`${countOf(usable.length, 'recogniser', 'recognisers')} ready`}
        detail={usable.map((model) => model.name).join(', ')}
        action={`See all ${models.length} models, and how to get those that are missing`}
      />
    </div>
  )
}

function Material({ href, title, detail, action }: { href: string; title: string; detail: string; action: string }) {
  return (
    <Panel className="px-4 py-3">
      <p className="font-medium text-ink">{title}</p>
      <p className="truncate text-ink-soft" title={detail}>
        {detail}
      </p>
      <p className="mt-2">
        <Link className="link" href={href}>
          {action}
        </Link>
      </p>
    </Panel>
  )
}
