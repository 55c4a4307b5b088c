'use client'

import { Button } from '@maskmirror/ui/button'
import { ConfirmButton } from '@maskmirror/ui/confirm-button'
import type { ReactNode } from 'react'
import { ErrorState } from '#errors/error-state.tsx'
import { isActive } from '#runs/run-state.ts'
import type { RunDetail } from '#trpc/outputs.ts'

/** What a button asks of the server. */
interface JobMutation {
  readonly isPending: boolean
  readonly isSuccess: boolean
  readonly error: unknown
  mutate(job: { id: string }): void
  reset(): void
}

export interface JobActionsProps {
  /** A run, or a training, which has the same states. */
  job: Pick<RunDetail, 'id' | 'status'>
  cancel: JobMutation
  resume: JobMutation
  remove: JobMutation
  /** On the button that stops it, before and while it stops. */
  cancelLabels: readonly [before: string, meanwhile: string]
  /** Such as `run`. */
  noun: string
  /** What is gone once it is deleted. */
  whatGoes: string
  /** Further actions, before the last. */
  children?: ReactNode
}

/** Stops, resumes and deletes a job, as its present state allows. */
export function JobActions(props: JobActionsProps) {
  const { job, cancel, resume, remove, cancelLabels, noun, whatGoes, children } = props
  const { id, status } = job
  const failure = [cancel, resume, remove].find((mutation) => mutation.error !== null)
  return (
    <>
      {isActive(status) ? (
        // busy until the event of the end arrives: it stops at its next step
        <Button busy={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate({ id })}>
          {cancelLabels[cancel.isPending || cancel.isSuccess ? 1 : 0]}
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
      {children}
      {isActive(status) ? null : (
        <ConfirmButton
          label="Delete"
          title={`Delete this ${noun}?`}
          confirmLabel={`Delete the ${noun}`}
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ id })}
        >
          {whatGoes}
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
