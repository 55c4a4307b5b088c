'use client'

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect } from 'react'
import { isActive } from '#runs/run-state.ts'
import { useTRPC } from '#trpc/client.tsx'
import type { HealthOfSet } from '#trpc/outputs.ts'

/** How long to wait before asking again for events that broke off; our choice. */
const reconnectMs = 2_000

/**
 * The latest check of a set, kept up to date by the server's events while it is active.
 *
 * @returns `interrupted` is true while the events are broken off and the page tries to get them back
 */
export function useWatchedCheck(id: string): { health: HealthOfSet; interrupted: boolean } {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data: health } = useSuspenseQuery(
    trpc.health.get.queryOptions({ id }, { trpc: { context: { alone: true } } }),
  )
  const active = health.check !== null && isActive(health.check.status)
  const events = useSubscription(
    trpc.health.watch.subscriptionOptions(
      { id },
      {
        enabled: active,
        onData: ({ data: event }) => {
          queryClient.setQueryData(trpc.health.get.queryKey({ id }), (known) =>
            known?.check ? { ...known, check: { ...known.check, ...event } } : known,
          )
          if (isActive(event.status)) return
          // the end: counts, suspects and what photos are suspected of are new
          void queryClient.invalidateQueries(trpc.health.pathFilter())
          void queryClient.invalidateQueries(trpc.datasets.pathFilter())
        },
      },
    ),
  )
  const { status, reset } = events
  useEffect(() => {
    if (status !== 'error') return
    const timer = setTimeout(() => {
      reset()
      void queryClient.invalidateQueries(trpc.health.get.queryFilter({ id }))
    }, reconnectMs)
    return () => clearTimeout(timer)
  }, [status, reset, queryClient, trpc, id])
  return { health, interrupted: status === 'error' || (status === 'connecting' && events.error !== null) }
}
