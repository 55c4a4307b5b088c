import { Disclosure } from '@maskmirror/ui/disclosure'
import { Field } from '@maskmirror/ui/field'
import { SelectInput, TextInput } from '@maskmirror/ui/text-input'
import type { RunSummary } from '#trpc/outputs.ts'
import { type FormValues, formParsers } from './form-address.ts'
import type { FormErrors } from './read-form.ts'

export interface AdvancedFieldsProps {
  values: FormValues
  errors: FormErrors
  runs: readonly RunSummary[]
  onChange: (change: Partial<Pick<FormValues, AdvancedName>>) => void
}

const names = ['facePolicy', 'maxGenuine', 'maxImpostor', 'seed', 'thresholdsFrom'] as const

type AdvancedName = (typeof names)[number]

/** What most people leave as it is. Open when a value differs from its default or is wrong. */
export function AdvancedFields({ values, errors, runs, onChange }: AdvancedFieldsProps) {
  const touched = names.some((name) => values[name] !== formParsers[name].defaultValue || errors[name] !== undefined)
  const finished = runs.filter((run) => run.status === 'succeeded' && run.model === values.model)
  const number = (name: 'maxGenuine' | 'maxImpostor' | 'seed', label: string, hint: string) => (
    <Field label={label} hint={hint} error={errors[name]}>
      {(control) => (
        <TextInput
          {...control}
          inputMode="numeric"
          autoComplete="off"
          value={values[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
          className="tabular-nums"
        />
      )}
    </Field>
  )
  return (
    <Disclosure summary="Advanced" open={touched}>
      <div className="grid gap-5 rounded-lg border border-line bg-surface p-4 sm:grid-cols-2">
        <Field label="Photos with several faces" hint="Which face counts.">
          {(control) => (
            <SelectInput
              {...control}
              value={values.facePolicy}
              onChange={(event) => onChange({ facePolicy: facePolicyFrom(event.target.value) })}
            >
              <option value="central">The one nearest to the centre</option>
              <option value="largest">The largest</option>
              <option value="single">None: count the photo as a failure</option>
            </SelectInput>
          )}
        </Field>
        {number('seed', 'Seed', 'Of the sampled pairs and of the masks drawn. The same seed gives the same numbers.')}
        {number('maxGenuine', 'Genuine pairs, at most', 'Sampled where the set has no pair list.')}
        {number('maxImpostor', 'Impostor pairs, at most', 'FMR 0.1 % needs at least 1,000; more make it certain.')}
        <Field
          label="Frozen thresholds"
          hint="From a finished run of the same model, for sets without UMR-UMP pairs."
          error={errors.thresholdsFrom}
        >
          {(control) => (
            <SelectInput
              {...control}
              value={values.thresholdsFrom}
              onChange={(event) => onChange({ thresholdsFrom: event.target.value })}
            >
              <option value="">This run’s own UMR-UMP</option>
              {values.thresholdsFrom === '' || finished.some(({ id }) => id === values.thresholdsFrom) ? null : (
                <option value={values.thresholdsFrom}>{values.thresholdsFrom}</option>
              )}
              {finished.map(({ id, dataset }) => (
                <option key={id} value={id}>
                  {`${dataset} (${id})`}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
      </div>
    </Disclosure>
  )
}

function facePolicyFrom(text: string): FormValues['facePolicy'] {
  return formParsers.facePolicy.parse(text) ?? formParsers.facePolicy.defaultValue
}
