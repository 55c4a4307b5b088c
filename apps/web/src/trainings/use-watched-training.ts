'use client'

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect } from 'react'
import { isActive } from '#runs/run-state.ts'
import { useTRPC } from '#trpc/client.tsx'
import type { TrainingDetail, TrainingMetrics } from '#trpc/outputs.ts'

/** How long to wait before asking again for events that broke off; our choice. */
const reconnectMs = 2_000

/** How often curves are asked for while they grow; our choice. */
const curvesMs = 3_000

/** A training and its curves, kept up to date while it is active. */
export function useWatchedTraining(id: string): {
  training: TrainingDetail
  metrics: TrainingMetrics
  interrupted: boolean
} {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data: training } = useSuspenseQuery(trpc.trainings.get.queryOptions({ id }))
  const active = isActive(training.status)
  const { data: metrics } = useSuspenseQuery(
    trpc.trainings.metrics.queryOptions({ id }, { refetchInterval: active ? curvesMs : false }),
  )
  // what computes and the examples are known only after a while
  const unknown = active && training.examples.length === 0 && training.progress?.stage === 'learning'
  useEffect(() => {
    if (unknown) void queryClient.invalidateQueries(trpc.trainings.get.queryFilter({ id }))
  }, [unknown, queryClient, trpc, id])
  const events = useSubscription(
    trpc.trainings.watch.subscriptionOptions(
      { id },
      {
        enabled: active,
        onData: ({ data: event }) => {
          queryClient.setQueryData(trpc.trainings.get.queryKey({ id }), (known) => known && { ...known, ...event })
          if (!isActive(event.status)) void queryClient.invalidateQueries(trpc.trainings.pathFilter())
        },
      },
    ),
  )
  const { status, reset } = events
  useEffect(() => {
    if (status !== 'error') return
    const timer = setTimeout(() => {
      reset()
      void queryClient.invalidateQueries(trpc.trainings.get.queryFilter({ id }))
    }, reconnectMs)
    return () => clearTimeout(timer)
  }, [status, reset, queryClient, trpc, id])
  return {
    training,
    metrics,
    interrupted: status === 'error' || (status === 'connecting' && events.error !== null),
  }
}
