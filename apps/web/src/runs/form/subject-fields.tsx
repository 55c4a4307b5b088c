import { Field } from '@maskmirror/ui/field'
import { SelectInput } from '@maskmirror/ui/text-input'
import Link from 'next/link'
import { countOf } from '#format/count.ts'
import { isUsable } from '#models/model-state.ts'
import type { DatasetSummary, ModelSummary } from '#trpc/outputs.ts'

interface ChoiceProps {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** What to evaluate on, with what the chosen set is. */
export function DatasetField({
  datasets,
  value,
  error,
  onChange,
}: ChoiceProps & { datasets: readonly DatasetSummary[] }) {
  const chosen = datasets.find(({ id }) => id === value)
  return (
    <Field label="Data set" hint={chosen === undefined ? <AddHint /> : describeDataset(chosen)} error={error}>
      {(control) => (
        <SelectInput {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {chosen === undefined ? <option value={value}>{value}</option> : null}
          {datasets.map(({ id, name, state }) => (
            <option key={id} value={id} disabled={state !== 'ready'}>
              {state === 'ready' ? name : `${name} (cannot be read)`}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
}

function AddHint() {
  return (
    <>
      Add a folder of photos under{' '}
      <Link className="link" href="/datasets">
        data sets
      </Link>
      .
    </>
  )
}

function describeDataset({ description, people, photos, maskedPhotos, hasPairList }: DatasetSummary): string {
  const counts = [
    people === null ? null : countOf(people, 'person', 'people'),
    photos === null ? null : countOf(photos, 'photo', 'photos'),
    maskedPhotos === null || maskedPhotos === 0 ? null : `${countOf(maskedPhotos, 'photo', 'photos')} with a real mask`,
    hasPairList ? 'its own pair list' : null,
  ].filter((part) => part !== null)
  const sentence = description === '' ? '' : `${description.replace(/\.$/, '')}. `
  return `${sentence}${counts.join(', ')}.`
}

/** What to evaluate: the recognisers, those without a file named but not to choose. */
export function ModelField({ models, value, error, onChange }: ChoiceProps & { models: readonly ModelSummary[] }) {
  const recognisers = models.filter(({ task }) => task === 'embedding')
  const chosen = recognisers.find(({ name }) => name === value)
  return (
    <Field
      label="Recogniser"
      hint={
        <>
          {chosen === undefined ? 'Choose one of the list.' : `${chosen.description}.`} Missing ones and how to get
          them:{' '}
          <Link className="link" href="/models">
            models
          </Link>
          .
        </>
      }
      error={error}
    >
      {(control) => (
        <SelectInput {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {chosen === undefined ? <option value={value}>{value}</option> : null}
          {recognisers.map(({ name, state }) => (
            <option key={name} value={name} disabled={!isUsable(state)}>
              {isUsable(state) ? name : `${name} (${state === 'missing' ? 'file missing' : 'wrong checksum'})`}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
}
