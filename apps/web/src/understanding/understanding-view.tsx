'use client'

import { Section } from '@maskmirror/ui/section'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { runPath } from '#runs/run-path.ts'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import { useTRPC } from '#trpc/client.tsx'
import { FeatureMaps } from './feature-maps.tsx'
import { LookChoices } from './look-choices.tsx'
import { PersonOfRun } from './person-of-run.tsx'
import { understandingParsers } from './understanding-address.ts'

/** Looks into one finished run, or into two side by side. */
export function UnderstandingView({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data: run } = useSuspenseQuery(trpc.runs.get.queryOptions({ id }))
  const { data: people } = useSuspenseQuery(trpc.understanding.people.queryOptions({ id }))
  const [address, setAddress] = useQueryStates(understandingParsers)
  const person = people.find((one) => one.person === address.person) ?? people[0]
  const second = address.second === '' || address.second === id ? null : address.second
  return (
    <PageStack>
      <PageHeading
        title={
          <>
            What {run.model} <span className="font-normal text-ink-faint">looks at on</span> {run.dataset}
          </>
        }
        lead={
          <>
            Which parts of a face its decision rests on, without a mask and with one, and whether the features of masked
            faces lie apart. From the run{' '}
            <Link className="link" href={runPath(id)}>
              {id}
            </Link>
            .
          </>
        }
      />
      {person === undefined ? (
        <p className="text-ink-soft">No person of this run has an unmasked photo.</p>
      ) : (
        <Section
          id="faces"
          title="On a face"
          lead="A square covers each place of the face in turn. Orange: the similarity falls, so the place was used. Blue: it rises, so the place misled."
        >
          <LookChoices id={id} people={people} person={person} address={address} onChange={(c) => void setAddress(c)} />
          <div className={`mt-5 grid grid-cols-[minmax(0,1fr)] gap-6 ${second === null ? '' : 'xl:grid-cols-2'}`}>
            {[id, ...(second === null ? [] : [second])].map((one) => (
              <PersonOfRun key={one} id={one} person={person.person} address={address} />
            ))}
          </div>
        </Section>
      )}
      <Section
        id="features"
        title="Where the features lie"
        lead="The features of masked and unmasked faces on the two directions in which all of them differ most, and how well a linear classifier tells them apart on people it has not seen: 50 % is full overlap, 100 % none."
      >
        <FeatureMaps id={id} second={second} />
      </Section>
    </PageStack>
  )
}
