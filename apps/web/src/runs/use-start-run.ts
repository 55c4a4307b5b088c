'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '#trpc/client.tsx'
import { runPath } from './run-path.ts'

/** Starts a run and goes to its page; a specification that has been run already leads to the run that there is. */
export function useStartRun() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  return useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: async ({ id }) => {
        router.push(runPath(id))
        await queryClient.invalidateQueries(trpc.runs.list.queryFilter())
      },
    }),
  )
}
