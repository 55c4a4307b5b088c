import { Field } from '@maskmirror/ui/field'
import { SegmentedControl } from '@maskmirror/ui/segmented-control'
import { SelectInput } from '@maskmirror/ui/text-input'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { inferParserType } from 'nuqs'
import { useTRPC } from '#trpc/client.tsx'
import type { PersonOfRun } from '#trpc/outputs.ts'
import { lookTargets, patchFills, patchSides, type understandingParsers } from './understanding-address.ts'

export type LookAddress = inferParserType<typeof understandingParsers>

const targetLabels = { itself: 'The face itself', other: 'The person’s other face' } as const

const fillLabels = { mean: 'Mean colour', grey: 'Grey' } as const

export interface LookChoicesProps {
  id: string
  people: readonly PersonOfRun[]
  person: PersonOfRun
  address: LookAddress
  onChange: (change: { [Name in keyof LookAddress]?: LookAddress[Name] | null }) => void
}

/** Who is looked at, how, and which other run stands beside. */
export function LookChoices({ id, people, person, address, onChange }: LookChoicesProps) {
  const trpc = useTRPC()
  const { data: runs } = useSuspenseQuery(trpc.runs.list.queryOptions())
  const others = runs.filter((run) => run.id !== id && run.status === 'succeeded' && !run.outdated)
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="Person">
          {(control) => (
            <SelectInput
              {...control}
              value={person.person}
              onChange={(event) => onChange({ person: event.target.value, unmasked: null, masked: null })}
            >
              {people.map((one) => (
                <option key={one.person} value={one.person}>
                  {one.person}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        <PhotoChoice
          label="Unmasked photo"
          count={person.unmasked}
          value={address.unmasked}
          onChange={(unmasked) => onChange({ unmasked })}
        />
        <PhotoChoice
          label="Masked photo"
          count={person.masked}
          value={address.masked}
          onChange={(masked) => onChange({ masked })}
        />
        <Field label="Second run">
          {(control) => (
            <SelectInput
              {...control}
              value={others.some((run) => run.id === address.second) ? address.second : ''}
              onChange={(event) => onChange({ second: event.target.value })}
            >
              <option value="">None</option>
              {others.map((run) => (
                <option key={run.id} value={run.id}>
                  {run.dataset} · {run.model} · {run.id.slice(-12)}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <SegmentedControl
          legend="Similarity with"
          name="look-target"
          value={address.target}
          options={lookTargets.map((value) => ({ value, label: targetLabels[value] }))}
          onChange={(target) => onChange({ target })}
        />
        <SegmentedControl
          legend="Square"
          name="look-patch"
          value={address.patch}
          options={patchSides.map((value) => ({ value, label: `${value} px` }))}
          onChange={(patch) => onChange({ patch })}
        />
        <SegmentedControl
          legend="Covered with"
          name="look-fill"
          value={address.fill}
          options={patchFills.map((value) => ({ value, label: fillLabels[value] }))}
          onChange={(fill) => onChange({ fill })}
        />
      </div>
    </div>
  )
}

function PhotoChoice({
  label,
  count,
  value,
  onChange,
}: {
  label: string
  count: number
  value: number
  onChange: (value: number) => void
}) {
  return (
    <Field label={label}>
      {(control) => (
        <SelectInput
          {...control}
          disabled={count < 2}
          value={Math.min(value, count - 1)}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {count === 0 ? <option value={-1}>None</option> : null}
          {Array.from({ length: count }, (_, photo) => (
            <option key={photo} value={photo}>
              {photo + 1} of {count}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
}
