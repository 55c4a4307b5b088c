'use client'

import { Button } from '@maskmirror/ui/button'
import { ConfirmButton } from '@maskmirror/ui/confirm-button'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ErrorState } from '#errors/error-state.tsx'
import { isActive } from '#runs/run-state.ts'
import { useTRPC } from '#trpc/client.tsx'
import type { TrainingDetail } from '#trpc/outputs.ts'

/** What can be done with a training in its present state. */
export function TrainingActions({ training: { id, status } }: { training: TrainingDetail }) {
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
  const failure = [cancel, resume, remove].find((mutation) => mutation.error !== null)
  return (
    <>
      {isActive(status) ? (
        // busy until the event of the end arrives: it stops after the step that runs
        <Button busy={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate({ id })}>
          {cancel.isPending || cancel.isSuccess ? 'Stopping…' : 'Stop'}
        </Button>
      ) : null}
      {status === 'cancelled' || status === 'failed' ? (
        <Button
          variant="primary"
          busy={resume.isPending}
          onClick={() => {
            cancel.reset()
            resume.mutate({ id })
          }}
        >
          Resume
        </Button>
      ) : null}
      {isActive(status) ? null : (
        <ConfirmButton
          label="Delete"
          title="Delete this training?"
          confirmLabel="Delete the training"
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ id })}
        >
          Its checkpoints, its curves and its model go.
        </ConfirmButton>
      )}
      {failure === undefined ? null : (
        <div className="basis-full">
          <ErrorState error={failure.error} actionLabel="Dismiss" onAction={() => failure.reset()} />
        </div>
      )}
    </>
  )
}
