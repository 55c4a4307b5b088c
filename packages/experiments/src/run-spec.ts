import { createHash } from 'node:crypto'
import { canonicalJson } from '@maskmirror/core'
import { SettingIdSchema } from '@maskmirror/evaluation'
import { z } from 'zod'
import { RunRequestSchema } from './run-request.ts'

const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits')

/** Raised when the same scores give another result; a stored result of another version is not shown. */
export const resultVersion = 8

/** A file of weights, named by its content. */
export const ModelReferenceSchema = z.object({ name: z.string(), sha256: Sha256Schema })

/**
 * Everything that a run's numbers depend on, and nothing else: no path, no date, no machine.
 * Its hash names the run; each stage's cache is keyed by the part that the stage depends on.
 */
export const RunSpecSchema = z.object({
  version: z.literal(1),
  dataset: z.object({ name: z.string(), kind: z.enum(['generated', 'folder']), checksum: Sha256Schema }),
  model: ModelReferenceSchema.extend({
    /** SHA-256 of the card's preprocessing and output fields: the same weights fed otherwise are another model. */
    preprocessing: Sha256Schema,
    /** True when no card was given and the usual ArcFace preprocessing was assumed. */
    assumed: z.boolean(),
  }),
  /** `exact`: the generator's own landmarks; else who finds faces and points. */
  faces: z.discriminatedUnion('source', [
    z.object({ source: z.literal('exact'), alignment: z.literal('arcface112') }),
    z.object({
      source: z.literal('detector'),
      alignment: z.literal('arcface112'),
      detector: ModelReferenceSchema,
      landmarker: ModelReferenceSchema,
      /** Of all parts of the finder and their options. */
      version: z.string(),
      policy: RunRequestSchema.shape.facePolicy.unwrap(),
    }),
  ]),
  protocol: z.object({
    masks: RunRequestSchema.shape.masks.unwrap(),
    people: RunRequestSchema.shape.people.unwrap(),
    maxGenuine: z.int(),
    maxImpostor: z.int(),
    seed: z.int(),
  }),
  masks: z.object({ generator: z.literal('mask-the-face'), version: z.string(), seed: z.int() }),
  treatments: z.object({ version: z.string() }),
  settings: z.array(SettingIdSchema),
  /** The part of a split and the checksum over the names of its people; left out where there is no split. */
  part: z.object({ name: z.string(), people: Sha256Schema }).optional(),
  /** Checksum over the photos that a reviewed list excludes; left out where there is no list, so that names of older runs stay. */
  exclude: Sha256Schema.optional(),
  /** Thresholds of another run instead of this run's UMR-UMP; null: its own. */
  thresholds: z.object({ run: z.string(), fmr100: z.number().nullable(), fmr1000: z.number().nullable() }).nullable(),
  /** The file that the run was checked against, and what was allowed to be in both; null: not checked. */
  training: z
    .object({ manifest: Sha256Schema, allowed: z.array(z.string()) })
    .nullable()
    .default(null),
  /** The `resultVersion` of the program that made it. */
  resultVersion: z.int(),
})

export type RunSpec = z.infer<typeof RunSpecSchema>
export type ModelReference = z.infer<typeof ModelReferenceSchema>

/** SHA-256 of a value's canonical JSON, 64 hexadecimal digits. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** The run's name: readable first, then enough of the hash that two specifications do not meet. */
export function runName(spec: RunSpec): string {
  const readable = `${spec.dataset.name}-${spec.model.name}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 48)
  return `${readable}-${hashOf(spec).slice(0, 12)}`
}
