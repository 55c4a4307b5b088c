import { Panel } from '@maskmirror/ui/panel'
import { Skeleton } from '@maskmirror/ui/skeleton'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ErrorState } from '#errors/error-state.tsx'
import { formatScore } from '#format/rate.ts'
import { useTRPC } from '#trpc/client.tsx'
import type { PersonLooks } from '#trpc/outputs.ts'
import type { LookAddress } from './look-choices.tsx'
import { LookedAtFace } from './looked-at-face.tsx'

/** Pixels between neighbouring squares. */
const stride = 8

/** One person's unmasked and masked face, as one run's recogniser sees them. */
export function PersonOfRun({ id, person, address }: { id: string; person: string; address: LookAddress }) {
  const trpc = useTRPC()
  const { unmasked, masked, target, patch, fill } = address
  const run = useQuery(trpc.runs.get.queryOptions({ id }))
  const people = useQuery(trpc.understanding.people.queryOptions({ id }))
  const isThere = people.data?.some((one) => one.person === person) ?? false
  const looks = useQuery(
    trpc.understanding.person.queryOptions(
      {
        id,
        person,
        unmasked: Math.max(0, unmasked),
        masked: Math.max(0, masked),
        target,
        occlusion: { patch: Number(patch), stride, fill },
      },
      // maps are computed at the first look
      {
        enabled: isThere,
        staleTime: Infinity,
        placeholderData: keepPreviousData,
        trpc: { context: { alone: true } },
      },
    ),
  )
  const failed = [run, people, looks].find(({ error }) => error !== null)
  if (failed !== undefined) return <ErrorState error={failed.error} onAction={() => void failed.refetch()} />
  const name = run.data === undefined ? id : `${run.data.model} on ${run.data.dataset}`
  return (
    <Panel className="min-w-0 p-4">
      <h3 className="text-sm font-semibold">{name}</h3>
      <div aria-busy={looks.isPlaceholderData} className={looks.isPlaceholderData ? 'opacity-55' : undefined}>
        {people.data !== undefined && !isThere ? (
          <p className="mt-1 text-sm text-ink-soft">This run has no unmasked face of {person}.</p>
        ) : looks.data === undefined ? (
          <div role="status" aria-label={`Covering the faces of ${person} place by place`} className="mt-3">
            <Skeleton className="h-56" />
          </div>
        ) : (
          <Looks looks={looks.data} />
        )}
      </div>
    </Panel>
  )
}

function Looks({ looks }: { looks: PersonLooks }) {
  const { faces, scales, target, person } = looks
  const [first] = faces
  return (
    <>
      <p className="mt-0.5 text-sm text-ink-soft">
        {target === 'other' && faces.length === 2 && first !== undefined
          ? `Similarity of both faces ${formatScore(first.look.similarity)}. `
          : null}
        Strongest colour: a change of {formatScore(scales.occlusion)}
        {scales.attention === null
          ? '; this model has no attention to show.'
          : `; of attention, ${(scales.attention * 100).toFixed(1)} % on one position.`}
      </p>
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-5 sm:grid-cols-2">
        {faces.map((face) => (
          <LookedAtFace key={face.state} face={face} person={person} />
        ))}
      </div>
    </>
  )
}
