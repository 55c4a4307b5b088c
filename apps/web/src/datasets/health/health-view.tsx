'use client'

import { Button, buttonClass } from '@maskmirror/ui/button'
import { Disclosure } from '@maskmirror/ui/disclosure'
import { EmptyState } from '@maskmirror/ui/empty-state'
import { Notice } from '@maskmirror/ui/notice'
import { Section } from '@maskmirror/ui/section'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { ErrorState } from '#errors/error-state.tsx'
import { countOf, formatCount } from '#format/count.ts'
import { LocalTime } from '#format/local-time.tsx'
import { RunProgress } from '#runs/run-progress.tsx'
import { isActive } from '#runs/run-state.ts'
import { PageStack } from '#shell/page-stack.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { HealthOfSet, HealthOverview } from '#trpc/outputs.ts'
import { reviewedListAddress } from '../set/set-address.ts'
import { ContactSheets } from './contact-sheets.tsx'
import { HealthForm } from './health-form.tsx'
import { HealthTables } from './health-tables.tsx'
import { useWatchedCheck } from './use-watched-check.ts'

/** A set's health: the check as a job, what it found, and what a person makes of it. */
export function HealthView({ id }: { id: string }) {
  const { health, interrupted } = useWatchedCheck(id)
  const { check, overview, reviewed } = health
  const active = check !== null && isActive(check.status)
  return (
    <PageStack>
      {check === null ? (
        <>
          <EmptyState title="Not checked yet">
            A check looks at every photo: damaged files, photos that occur twice, wrong mask flags, and photos under a
            wrong name. Suspects are to be looked at, not to be believed.
          </EmptyState>
          <HealthForm id={id} />
        </>
      ) : (
        <CheckState id={id} check={check} hasReport={overview !== null} interrupted={interrupted} />
      )}
      {overview === null || active ? null : <Found id={id} overview={overview} reviewed={reviewed} />}
      {check === null || active ? null : (
        <Disclosure summary="Check again">
          <HealthForm id={id} />
        </Disclosure>
      )}
    </PageStack>
  )
}

function CheckState({
  id,
  check,
  hasReport,
  interrupted,
}: {
  id: string
  check: NonNullable<HealthOfSet['check']>
  hasReport: boolean
  interrupted: boolean
}) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries(trpc.health.get.queryFilter({ id }))
  const cancel = useMutation(trpc.health.cancel.mutationOptions())
  const resume = useMutation(trpc.health.resume.mutationOptions({ onSuccess: refresh }))
  const failure = [cancel, resume].find((mutation) => mutation.error !== null)
  const resumeButton = (
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
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {isActive(check.status) ? (
        <>
          <RunProgress run={check} interrupted={interrupted} />
          <div>
            {/* busy until the event of the end arrives: the check stops at its next step */}
            <Button busy={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate({ id })}>
              {cancel.isPending || cancel.isSuccess ? 'Stopping…' : 'Stop'}
            </Button>
          </div>
        </>
      ) : check.status === 'cancelled' ? (
        <Notice title="Stopped" alert actions={resumeButton}>
          What was looked at is kept. Resume continues from there.
        </Notice>
      ) : check.status === 'failed' ? (
        <Notice tone="bad" title="The check failed" alert actions={resumeButton}>
          <p>{check.error?.message ?? 'The server gave no reason.'}</p>
          {check.error === null ? null : <p className="mt-1 font-mono text-xs text-ink-soft">{check.error.code}</p>}
        </Notice>
      ) : hasReport ? null : (
        <Notice title="The report cannot be read">
          It has gone or an older version made it. Check again; what was looked at is used where it still holds.
        </Notice>
      )}
      {failure === undefined ? null : (
        <ErrorState error={failure.error} actionLabel="Dismiss" onAction={() => failure.reset()} />
      )}
      {check.status === 'succeeded' && check.finishedAt !== null ? (
        <p className="text-sm text-ink-soft">
          Checked <LocalTime iso={check.finishedAt} />
          {check.request.against.length === 0 ? '' : `, together with ${check.request.against.join(', ')}`}
        </p>
      ) : null}
    </div>
  )
}

function Found({
  id,
  overview,
  reviewed,
}: {
  id: string
  overview: HealthOverview
  reviewed: HealthOfSet['reviewed']
}) {
  return (
    <>
      {overview.isCurrent ? null : (
        <Notice tone="warn" title="The set has changed since">
          Check again: photos that were looked at and are the same are not looked at twice.
        </Notice>
      )}
      <HealthTables id={id} overview={overview} />
      <Section
        title="Suspects"
        lead="Decide what evaluations leave out. Arrow keys move, X excludes, K keeps, U takes it back, Enter opens."
        actions={<ReviewActions id={id} reviewed={reviewed} />}
      >
        <ContactSheets id={id} problems={overview.problems} />
      </Section>
    </>
  )
}

function ReviewActions({ id, reviewed: { kept, excluded } }: { id: string; reviewed: HealthOfSet['reviewed'] }) {
  return (
    <>
      <span role="status" className="text-sm text-ink-soft tabular-nums">
        {formatCount(kept)} kept, {formatCount(excluded)} excluded
      </span>
      <a href={reviewedListAddress(id)} download className={buttonClass('secondary', 'small')}>
        Download the list
      </a>
      {excluded === 0 ? null : (
        <Link
          href={`/runs/new?dataset=${encodeURIComponent(id)}&exclude=current`}
          className={buttonClass('primary', 'small')}
        >
          Evaluate without {countOf(excluded, 'photo', 'photos')}
        </Link>
      )}
    </>
  )
}
