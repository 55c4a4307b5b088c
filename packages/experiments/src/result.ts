import {
  AttributeSlicesSchema,
  ComparisonTableSchema,
  ErrorCurveSchema,
  EvidenceSchema,
  NormalisedSettingSchema,
  ScoreHistogramSchema,
  SettingIdSchema,
} from '@maskmirror/evaluation'
import { CurveBandSchema } from '@maskmirror/evaluation/bootstrap'
import { z } from 'zod'
import { RunIdentificationSchema } from './one-to-many/run-identification.ts'

/** A picture that the server hands out by its content's SHA-256. */
export const ImageIdSchema = z.string().regex(/^[0-9a-f]{64}$/, 'Expected an image id of 64 hexadecimal digits')

/** One side of an example pair. */
export const ExampleSideSchema = z.object({ person: z.string(), photo: z.string(), image: ImageIdSchema })

/** A pair that a person should look at, with the reason why it was chosen. */
export const ExampleSchema = z.object({
  why: z.enum([
    'genuine-harmed-most',
    'genuine-helped-most',
    'impostor-raised-most',
    'typical-genuine',
    'typical-impostor',
  ]),
  pairIndex: z.int(),
  genuine: z.boolean(),
  /** The bare reference photo, aligned. */
  reference: ExampleSideSchema,
  /** The bare probe, aligned; null when there is no bare photo on this side. */
  bareProbe: ExampleSideSchema.nullable(),
  /** The masked probe, aligned; null when it could not be made. */
  probe: ExampleSideSchema.nullable(),
  /** The reference as each treated setting changed it. */
  treated: z.array(z.object({ setting: SettingIdSchema, image: ImageIdSchema, detail: z.string() })),
  /** Score by setting id; null where a step failed. */
  scores: z.record(z.string(), z.number().nullable()),
})

/** A failed step on one photo (or one treated pair), as counted in the result. */
export const FailureCountSchema = z.object({
  /** `photo`: finding a face in a photo of the set; `masked photo`: the same after the mask was drawn; `treatment`. */
  step: z.enum(['photo', 'masked-photo', 'treatment']),
  /** Which treated setting; null for the other steps. */
  setting: SettingIdSchema.nullable(),
  reason: z.string(),
  count: z.int(),
  of: z.int(),
  /** The first few that failed, with what was found, so that a person can look at them. */
  examples: z.array(z.object({ photo: z.string(), detail: z.string() })),
})

/** Everything that a finished run found. */
export const RunResultSchema = z.object({
  table: ComparisonTableSchema,
  /** Error rates by threshold, thinned for drawing; settings without scores of both classes are left out. */
  curves: z.array(
    z.object({
      setting: SettingIdSchema,
      curve: ErrorCurveSchema,
      /** 95 % intervals of FNMR along the curve, resampled over people. */
      band: CurveBandSchema,
    }),
  ),
  /** The same bins for every setting. */
  histograms: z.array(z.object({ setting: SettingIdSchema, histogram: ScoreHistogramSchema })),
  /** The table taken apart by what is known of the pairs; attributes that tell no pairs apart are left out. */
  slices: z.array(AttributeSlicesSchema),
  /** Null when too few people have photos to search and to enrol. */
  identification: RunIdentificationSchema.nullable(),
  /** What the scores are worth as evidence, on people whom nothing was fitted to. */
  evidence: EvidenceSchema,
  /** Settings without treatment, normalised with cohorts of development people, on the test people. */
  normalisation: z.array(NormalisedSettingSchema),
  failures: z.array(FailureCountSchema),
  examples: z.array(ExampleSchema),
  /** Facts that a reader must know: assumed preprocessing, settings left out and why, what kind of masks. */
  notes: z.array(z.string()),
  counts: z.object({ people: z.int(), photos: z.int(), pairs: z.int(), genuine: z.int(), impostor: z.int() }),
})

export type Example = z.infer<typeof ExampleSchema>
export type FailureCount = z.infer<typeof FailureCountSchema>
export type RunResult = z.infer<typeof RunResultSchema>
