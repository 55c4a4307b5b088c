import { createSerializer, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { RunDetail } from '#trpc/outputs.ts'
import { demonstration } from '../demonstration.ts'

export const maskSources = ['auto', 'synthetic', 'real'] as const
export const peopleChoices = ['all', 'development', 'test'] as const
export const facePolicies = ['central', 'largest', 'single'] as const

/** The form's values in the address. Numbers stay text, so that a wrong one can be shown and mended. */
export const formParsers = {
  dataset: parseAsString.withDefault(demonstration.dataset),
  model: parseAsString.withDefault(demonstration.model),
  settings: parseAsArrayOf(parseAsString).withDefault([...demonstration.settings]),
  masks: parseAsStringLiteral(maskSources).withDefault('auto'),
  people: parseAsStringLiteral(peopleChoices).withDefault('all'),
  facePolicy: parseAsStringLiteral(facePolicies).withDefault('central'),
  maxGenuine: parseAsString.withDefault('5000'),
  maxImpostor: parseAsString.withDefault('10000'),
  seed: parseAsString.withDefault('1'),
  thresholdsFrom: parseAsString.withDefault(''),
  exclude: parseAsString.withDefault(''),
}

export interface FormValues {
  readonly dataset: string
  readonly model: string
  readonly settings: readonly string[]
  readonly masks: (typeof maskSources)[number]
  readonly people: (typeof peopleChoices)[number]
  readonly facePolicy: (typeof facePolicies)[number]
  readonly maxGenuine: string
  readonly maxImpostor: string
  readonly seed: string
  /** Empty for the run's own thresholds. */
  readonly thresholdsFrom: string
  /** Empty: nothing; `current`: what is excluded on the set's page now; else the checksum of the list that a run was started with. */
  readonly exclude: string
}

const serialise = createSerializer(formParsers)

/** The address of the form filled in as a run was asked for. */
export function formAddress(request: RunDetail['request']): string {
  return serialise('/runs/new', {
    ...request,
    settings: [...request.settings],
    maxGenuine: String(request.maxGenuine),
    maxImpostor: String(request.maxImpostor),
    seed: String(request.seed),
    thresholdsFrom: request.thresholdsFrom ?? '',
    exclude: reviewOf(request.exclude) ?? '',
  })
}

/** The kept list that a request names; null for none, and for a file of the command line. */
export function reviewOf(exclude: RunDetail['request']['exclude']): string | null {
  return typeof exclude === 'object' && exclude !== null ? exclude.reviewed : null
}
