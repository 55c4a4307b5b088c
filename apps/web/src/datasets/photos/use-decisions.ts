'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#trpc/client.tsx'

/** Decisions about photos of a set, shown at once and kept by the server. */
export interface Decisions {
  /** What is decided about a photo now. */
  of(photo: { key: string; exclude: boolean | null }): boolean | null
  decide(key: string, exclude: boolean | null): void
  readonly error: unknown
  dismiss(): void
}

export function useDecisions(id: string): Decisions {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [made, setMade] = useState<ReadonlyMap<string, boolean | null>>(new Map())
  const { mutate, error, reset } = useMutation(
    trpc.health.decide.mutationOptions({
      onSuccess: async () => {
        // what is looked at stays as it is until the next page: a sheet that loses its photos under the hand is no help
        await Promise.all([
          queryClient.invalidateQueries(trpc.health.get.queryFilter({ id })),
          queryClient.invalidateQueries(trpc.health.reviewed.queryFilter({ id })),
          queryClient.invalidateQueries({ ...trpc.health.suspects.pathFilter(), refetchType: 'none' }),
          queryClient.invalidateQueries({ ...trpc.datasets.photos.pathFilter(), refetchType: 'none' }),
          queryClient.invalidateQueries({ ...trpc.datasets.photo.pathFilter(), refetchType: 'none' }),
        ])
      },
      onError: (_error, { decisions }) =>
        setMade((known) => new Map([...known].filter(([key]) => !decisions.some((decision) => decision.key === key)))),
    }),
  )
  return {
    of: ({ key, exclude }) => made.get(key) ?? (made.has(key) ? null : exclude),
    decide: (key, exclude) => {
      setMade((known) => new Map(known).set(key, exclude))
      mutate({ id, decisions: [{ key, exclude }] })
    },
    error,
    dismiss: reset,
  }
}
