'use client'

import { Button } from '@maskmirror/ui/button'
import { ChoiceGroup } from '@maskmirror/ui/choice'
import { useSuspenseQueries } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ErrorState } from '#errors/error-state.tsx'
import { settingCatalogue } from '#settings/setting-catalogue.ts'
import { useTRPC } from '#trpc/client.tsx'
import { useStartRun } from '../use-start-run.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import { CommandPanel } from './command-panel.tsx'
import { ExcludeField } from './exclude-field.tsx'
import { formParsers } from './form-address.ts'
import { readForm } from './read-form.ts'
import { DatasetField, ModelField } from './subject-fields.tsx'

/** Asks for an evaluation. The values live in the address, so that a link opens the form filled in. */
export function RunForm() {
  const trpc = useTRPC()
  const [{ data: datasets }, { data: models }, { data: runs }] = useSuspenseQueries({
    queries: [trpc.datasets.list.queryOptions(), trpc.models.list.queryOptions(), trpc.runs.list.queryOptions()],
  })
  const [values, setValues] = useQueryStates(formParsers)
  const [attempts, setAttempts] = useState(0)
  const start = useStartRun()
  const form = useRef<HTMLFormElement>(null)
  const refusal = useRef<HTMLDivElement>(null)
  const reading = readForm(values, { datasets, models })
  const errors = attempts > 0 ? (reading.errors ?? {}) : {}

  useEffect(() => {
    if (attempts > 0) focusFirstInvalid(form.current)
  }, [attempts])
  useEffect(() => {
    if (start.error !== null) refusal.current?.focus()
  }, [start.error])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (start.isPending) return
    setAttempts((count) => count + 1)
    if (reading.request !== null) start.mutate(reading.request)
  }
  const toggleSetting = (id: string, chosen: boolean) =>
    void setValues(({ settings }) => ({
      // in the order of the table's rows, whatever the order of the clicks
      settings: settingCatalogue
        .map((setting) => setting.id)
        .filter((known) => (known === id ? chosen : settings.includes(known))),
    }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-[minmax(0,48rem)_minmax(16rem,1fr)]">
      <form ref={form} onSubmit={submit} noValidate className="grid gap-6">
        {start.error === null ? null : (
          <ErrorState ref={refusal} error={start.error} actionLabel="Dismiss" onAction={() => start.reset()} />
        )}
        <div className="grid gap-6 sm:grid-cols-2">
          <DatasetField
            datasets={datasets}
            value={values.dataset}
            error={errors.dataset}
            onChange={(dataset) => void setValues({ dataset, exclude: null })}
          />
          <ModelField
            models={models}
            value={values.model}
            error={errors.model}
            onChange={(model) => void setValues({ model })}
          />
        </div>
        <ChoiceGroup
          legend="Settings"
          hint="Each is a row of the comparison table. All come from one pair list, so the same people and pairs are compared."
          name="settings"
          choices={settingCatalogue.map(({ id, label, explanation }) => ({ value: id, label, explanation }))}
          chosen={values.settings}
          onToggle={toggleSetting}
          error={errors.settings}
        />
        {values.settings.includes('umr-ump') || values.thresholdsFrom !== '' ? null : (
          <p className="-mt-4 text-xs text-warn">
            Without UMR-UMP there are no frozen thresholds, unless they come from another run.
          </p>
        )}
        <div className="grid gap-6 sm:grid-cols-2">
          <ChoiceGroup
            legend="Masks"
            name="masks"
            choices={[
              {
                value: 'auto',
                label: 'Whatever the set supports',
                explanation: 'Real masks where there are enough, else drawn ones.',
              },
              { value: 'synthetic', label: 'Drawn', explanation: 'Masks drawn on bare photos from their landmarks.' },
              { value: 'real', label: 'Real', explanation: 'Photos of people who wear a mask, from the set itself.' },
            ]}
            chosen={values.masks}
            onToggle={(masks) => void setValues({ masks })}
            error={errors.masks}
          />
          <ChoiceGroup
            legend="People"
            name="people"
            choices={[
              { value: 'all', label: 'All', explanation: 'The whole set, for a first look.' },
              {
                value: 'development',
                label: 'Development half',
                explanation: 'To choose thresholds and parameters on.',
              },
              { value: 'test', label: 'Test half', explanation: 'The other people, for the figure that counts.' },
            ]}
            chosen={values.people}
            onToggle={(people) => void setValues({ people })}
          />
        </div>
        <ExcludeField
          dataset={values.dataset}
          value={values.exclude}
          error={errors.exclude}
          onChange={(exclude) => void setValues({ exclude })}
        />
        <AdvancedFields values={values} errors={errors} runs={runs} onChange={(change) => void setValues(change)} />
        <div className="flex flex-wrap items-center gap-4 border-t border-line pt-5">
          <Button type="submit" variant="primary" busy={start.isPending || start.isSuccess}>
            Start the evaluation
          </Button>
        </div>
      </form>
      <aside aria-label="The same evaluation elsewhere" className="lg:sticky lg:top-6">
        <CommandPanel request={reading.request} />
      </aside>
    </div>
  )
}

function focusFirstInvalid(form: HTMLFormElement | null) {
  const invalid = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
  const target = invalid instanceof HTMLFieldSetElement ? invalid.querySelector('input') : invalid
  target?.focus()
}
