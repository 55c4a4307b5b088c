'use client'

import { Button } from '@maskmirror/ui/button'
import { ChoiceGroup } from '@maskmirror/ui/choice'
import { Field } from '@maskmirror/ui/field'
import { Panel } from '@maskmirror/ui/panel'
import { SelectInput } from '@maskmirror/ui/text-input'
import { useMutation, useQueryClient, useSuspenseQueries } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ErrorState } from '#errors/error-state.tsx'
import { countOf } from '#format/count.ts'
import { isUsable } from '#models/model-state.ts'
import { useTRPC } from '#trpc/client.tsx'

const nameRules = [
  { value: 'as-is', text: 'As they are' },
  { value: 'third-part', text: 'RMFVD’s 00_0001_name_07 as RMFRD’s name' },
] as const

type NameRule = (typeof nameRules)[number]['value']

/** The server takes two; more would have to be in memory at once. */
const mostOthers = 2

/** Starts a check, alone or against other sets. */
export function HealthForm({ id }: { id: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [{ data: datasets }, { data: models }] = useSuspenseQueries({
    queries: [trpc.datasets.list.queryOptions(), trpc.models.list.queryOptions()],
  })
  const [model, setModel] = useState('')
  const [against, setAgainst] = useState<readonly string[]>([])
  const [personNames, setPersonNames] = useState<NameRule>('as-is')
  const start = useMutation(
    trpc.health.start.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.health.get.queryFilter({ id })),
    }),
  )
  const recognisers = models.filter(({ task, state }) => task === 'embedding' && isUsable(state))
  const others = datasets.filter((set) => set.id !== id && set.kind === 'folder' && set.state === 'ready')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!start.isPending) start.mutate({ id, model: model === '' ? null : model, against: [...against], personNames })
  }
  const toggle = (other: string, chosen: boolean) =>
    setAgainst((known) => {
      const rest = known.filter((one) => one !== other)
      return chosen ? [...rest, other].slice(-mostOthers) : rest
    })
  return (
    <Panel className="max-w-3xl px-5 py-4">
      <form onSubmit={submit} className="grid gap-5">
        {start.error === null ? null : (
          <ErrorState error={start.error} actionLabel="Dismiss" onAction={() => start.reset()} />
        )}
        <Field label="Recogniser" hint="Compares each photo with its person, and finds other crops of one photo.">
          {(control) => (
            <SelectInput {...control} value={model} onChange={(event) => setModel(event.target.value)}>
              <option value="">The usual one, if it is there</option>
              <option value="none">None</option>
              {recognisers.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        {others.length === 0 ? null : (
          <ChoiceGroup
            legend="Together with"
            hint="Photos and people that two sets share, such as one to train and one to test on. At most two."
            name="against"
            choices={others.map(({ id: value, name, photos }) => ({
              value,
              label: name,
              explanation: photos === null ? '' : countOf(photos, 'photo', 'photos'),
            }))}
            chosen={against}
            onToggle={toggle}
          />
        )}
        {against.length === 0 ? null : (
          <Field label="Names of people">
            {(control) => (
              <SelectInput
                {...control}
                value={personNames}
                onChange={(event) =>
                  setPersonNames(nameRules.find(({ value }) => value === event.target.value)?.value ?? 'as-is')
                }
              >
                {nameRules.map(({ value, text }) => (
                  <option key={value} value={value}>
                    {text}
                  </option>
                ))}
              </SelectInput>
            )}
          </Field>
        )}
        <div>
          <Button type="submit" variant="primary" busy={start.isPending}>
            Check the set
          </Button>
        </div>
      </form>
    </Panel>
  )
}
