'use client'

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect } from 'react'
import { useTRPC } from '#trpc/client.tsx'
import type { RunDetail } from '#trpc/outputs.ts'
import { isActive } from './run-state.ts'

/** How long to wait before asking again for events that broke off; our choice. */
const reconnectMs = 2_000

/**
 * A run, kept up to date by the server's events while it is active.
 *
 * Events are written into the cache of the run's query, so that everything on the page reads one state.
 *
 * @returns `interrupted` is true while the events are broken off and the page tries to get them back
 */
export function useWatchedRun(id: string): { run: RunDetail; interrupted: boolean } {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data: run } = useSuspenseQuery(trpc.runs.get.queryOptions({ id }))
  const events = useSubscription(
    trpc.runs.watch.subscriptionOptions(
      { id },
      {
        enabled: isActive(run.status),
        onData: ({ data: event }) => {
          queryClient.setQueryData(trpc.runs.get.queryKey({ id }), (known) => known && { ...known, ...event })
          if (isActive(event.status)) return
          // the end: the result, its figures and its line in the list are new
          void queryClient.invalidateQueries(trpc.runs.pathFilter())
        },
      },
    ),
  )
  const { status, reset } = events
  useEffect(() => {
    if (status !== 'error') return
    const timer = setTimeout(() => {
      reset()
      // it may have ended meanwhile
      void queryClient.invalidateQueries(trpc.runs.get.queryFilter({ id }))
    }, reconnectMs)
    return () => clearTimeout(timer)
  }, [status, reset, queryClient, trpc, id])
  return { run, interrupted: status === 'error' || (status === 'connecting' && events.error !== null) }
}
