'use client'

import { Button, buttonClass } from '@maskmirror/ui/button'
import { ConfirmButton } from '@maskmirror/ui/confirm-button'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { comparePath } from '#compare/compare-address.ts'
import { ErrorState } from '#errors/error-state.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { RunDetail } from '#trpc/outputs.ts'
import { formAddress } from './form/form-address.ts'
import { reportPath, understandingPath } from './run-path.ts'
import { isActive } from './run-state.ts'

/** What can be done with a run in its present state. */
export function RunActions({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  const { id, status } = run
  const refresh = () => queryClient.invalidateQueries(trpc.runs.pathFilter())
  const cancel = useMutation(trpc.runs.cancel.mutationOptions())
  const resume = useMutation(trpc.runs.resume.mutationOptions({ onSuccess: refresh }))
  const remove = useMutation(
    trpc.runs.remove.mutationOptions({
      onSuccess: async () => {
        router.push('/')
        await queryClient.invalidateQueries(trpc.runs.list.queryFilter())
      },
    }),
  )
  const failure = [cancel, resume, remove].find((mutation) => mutation.error !== null)
  return (
    <>
      {isActive(status) ? (
        // busy until the event of the end arrives: the run stops at its next step
        <Button busy={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate({ id })}>
          {cancel.isPending || cancel.isSuccess ? 'Cancelling…' : 'Cancel'}
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
      {status === 'succeeded' && !run.outdated ? (
        <a href={reportPath(id)} download={`${id}.html`} className={buttonClass('primary')}>
          Download report
        </a>
      ) : null}
      {status === 'succeeded' && !run.outdated ? (
        <Link href={comparePath(id)} className={buttonClass('secondary')}>
          Compare with…
        </Link>
      ) : null}
      {status === 'succeeded' && !run.outdated ? (
        <Link href={understandingPath(id)} className={buttonClass('secondary')}>
          What it looks at
        </Link>
      ) : null}
      <Link href={formAddress(run.request)} className={buttonClass('secondary')}>
        Change and run again
      </Link>
      {isActive(status) ? null : (
        <ConfirmButton
          label="Delete"
          title="Delete this run?"
          confirmLabel="Delete the run"
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ id })}
        >
          Its table, figures and report go. Computed stages stay, so that the same evaluation would be quick.
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
