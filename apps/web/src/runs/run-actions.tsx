'use client'

import { buttonClass } from '@maskmirror/ui/button'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { comparePath } from '#compare/compare-address.ts'
import { JobActions } from '#jobs/job-actions.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { RunDetail } from '#trpc/outputs.ts'
import { formAddress } from './form/form-address.ts'
import { reportPath, understandingPath } from './run-path.ts'

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
  return (
    <JobActions
      job={run}
      {...{ cancel, resume, remove }}
      cancelLabels={['Cancel', 'Cancelling…']}
      noun="run"
      whatGoes="Its table, figures and report go. Computed stages stay, so that the same evaluation would be quick."
    >
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
    </JobActions>
  )
}
