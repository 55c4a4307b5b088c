'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { JobActions } from '#jobs/job-actions.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { TrainingDetail } from '#trpc/outputs.ts'

/** What can be done with a training in its present state. */
export function TrainingActions({ training }: { training: TrainingDetail }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  const cancel = useMutation(trpc.trainings.cancel.mutationOptions())
  const resume = useMutation(
    trpc.trainings.resume.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.trainings.pathFilter()),
    }),
  )
  const remove = useMutation(
    trpc.trainings.remove.mutationOptions({
      onSuccess: async () => {
        router.push('/trainings')
        await queryClient.invalidateQueries(trpc.trainings.list.queryFilter())
      },
    }),
  )
  return (
    <JobActions
      job={training}
      {...{ cancel, resume, remove }}
      cancelLabels={['Stop', 'Stopping…']}
      noun="training"
      whatGoes="Its checkpoints, its curves and its model go."
    />
  )
}
