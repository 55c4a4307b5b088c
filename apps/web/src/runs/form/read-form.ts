import { formatCount } from '#format/count.ts'
import { isUsable } from '#models/model-state.ts'
import type { DatasetSummary, ModelSummary, RunRequestInput } from '#trpc/outputs.ts'
import type { FormValues } from './form-address.ts'

export type FormErrors = Partial<Record<keyof FormValues, string>>

/** Largest values that the server takes. */
export const limits = { maxGenuine: 1_000_000, maxImpostor: 10_000_000, seed: Number.MAX_SAFE_INTEGER } as const

/**
 * What the form asks for, or what is wrong with it, field by field.
 *
 * @param known what there is to evaluate
 */
export function readForm(
  values: FormValues,
  known: { datasets: readonly DatasetSummary[]; models: readonly ModelSummary[] },
): { request: RunRequestInput; errors: null } | { request: null; errors: FormErrors } {
  const errors: FormErrors = {}
  const dataset = known.datasets.find(({ id }) => id === values.dataset)
  if (dataset === undefined) errors.dataset = `There is no data set “${values.dataset}”. Choose one of the list.`
  else if (dataset.state !== 'ready') errors.dataset = dataset.detail ?? 'This data set cannot be read now.'
  const model = known.models.find(({ name }) => name === values.model)
  if (model === undefined) errors.model = `There is no recogniser “${values.model}”. Choose one of the list.`
  else if (!isUsable(model.state)) errors.model = model.detail ?? 'The file of this model is missing.'
  if (values.settings.length === 0) errors.settings = 'Choose at least one setting.'
  if (values.masks === 'real' && dataset?.maskedPhotos === 0) {
    errors.masks = 'This data set has no photos of people who really wear a mask.'
  }
  const { exclude } = values
  if (exclude !== '' && exclude !== 'current' && !/^[0-9a-f]{64}$/.test(exclude)) {
    errors.exclude = 'There is no such list. Choose one of the list.'
  }
  const number = (field: 'maxGenuine' | 'maxImpostor' | 'seed', least: number) => {
    const value = wholeNumber(values[field])
    if (value !== null && value >= least && value <= limits[field]) return value
    errors[field] = `A whole number from ${least} to ${formatCount(limits[field])}.`
    return least
  }
  const request: RunRequestInput = {
    dataset: values.dataset,
    model: values.model,
    settings: [...values.settings],
    masks: values.masks,
    people: values.people,
    facePolicy: values.facePolicy,
    maxGenuine: number('maxGenuine', 1),
    maxImpostor: number('maxImpostor', 1),
    seed: number('seed', 0),
    thresholdsFrom: values.thresholdsFrom === '' ? null : values.thresholdsFrom,
    exclude: exclude === '' ? null : { reviewed: exclude },
  }
  return Object.keys(errors).length === 0 ? { request, errors: null } : { request: null, errors }
}

/** Digits only: `1e3`, `0x10` and ` 5` are more likely mistakes than meant. */
function wholeNumber(text: string): number | null {
  return /^\d{1,16}$/.test(text.trim()) ? Number(text) : null
}
