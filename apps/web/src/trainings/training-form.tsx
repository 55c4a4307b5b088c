'use client'

import { Button } from '@maskmirror/ui/button'
import { Field } from '@maskmirror/ui/field'
import { Panel } from '@maskmirror/ui/panel'
import { SelectInput } from '@maskmirror/ui/text-input'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { describeError } from '#errors/describe-error.ts'
import { useTRPC } from '#trpc/client.tsx'
import { trainingPath } from './training-path.ts'

/** The configuration that is offered first: the whole method at a small size. */
const usual = 'tiny-both'

/** Starts a training from one of the configurations, changed as one likes. The server says what is wrong with it. */
export function TrainingForm() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  const { data: configs } = useSuspenseQuery(trpc.trainings.configs.queryOptions())
  const first = configs.find(({ name }) => name === usual) ?? configs[0]
  const [name, setName] = useState(first?.name ?? '')
  const [text, setText] = useState(first?.text ?? '')
  const start = useMutation(
    trpc.trainings.start.mutationOptions({
      onSuccess: async ({ id }) => {
        router.push(trainingPath(id))
        await queryClient.invalidateQueries(trpc.trainings.list.queryFilter())
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!start.isPending) start.mutate({ text })
  }
  return (
    <Panel className="max-w-3xl px-5 py-4">
      <form onSubmit={submit} noValidate className="grid gap-4">
        <Field label="Begin with">
          {(control) => (
            <SelectInput
              {...control}
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                setText(configs.find((config) => config.name === event.target.value)?.text ?? '')
                start.reset()
              }}
            >
              {configs.map((config) => (
                <option key={config.name} value={config.name}>
                  {config.name}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        <Field
          label="Configuration"
          hint="JSON. What every field means: packages/model/src/config/train-config.ts."
          error={start.error === null ? undefined : describeError(start.error).message}
        >
          {(control) => (
            <textarea
              {...control}
              value={text}
              onChange={(event) => setText(event.target.value)}
              rows={18}
              spellCheck={false}
              autoComplete="off"
              className="w-full rounded-md border border-field bg-surface px-3 py-2 font-mono text-xs text-ink aria-invalid:border-bad"
            />
          )}
        </Field>
        <div>
          <Button type="submit" variant="primary" busy={start.isPending || start.isSuccess}>
            Start the training
          </Button>
        </div>
      </form>
    </Panel>
  )
}
