import { z } from 'zod'
import { ScoreMeasuresSchema } from '#comparison-table.ts'
import { SettingIdSchema } from '#settings.ts'
import { ErrorRatesSchema } from '#table-rates.ts'

const count = z.int().nonnegative()
const ClassCountsSchema = z.object({ genuine: count, impostor: count })

export const SliceMeasuresSchema = z.object({
  setting: SettingIdSchema,
  failed: ClassCountsSchema,
  ...ScoreMeasuresSchema.pick({ genuine: true, impostor: true, dPrime: true, auc: true }).shape,
  /** Over scored comparisons; null when a class has no scores. The frozen thresholds are those of the whole list. */
  rates: ErrorRatesSchema.pick({
    equalErrorRate: true,
    fmr100: true,
    frozenFmr100: true,
    frozenFmr1000: true,
  }).nullable(),
})

/** One setting on the pairs of one slice. */
export type SliceMeasures = z.infer<typeof SliceMeasuresSchema>

export const SliceSchema = z.object({
  label: z.string(),
  /** Limits of a number's slice, the upper one left out of it except in the last slice; null for words and for what is not known. */
  range: z.object({ low: z.number(), high: z.number() }).nullable(),
  pairs: ClassCountsSchema,
  people: count,
  /** Below one of the counts in `smallBelow`: its rates say little. */
  small: z.boolean(),
  settings: z.array(SliceMeasuresSchema),
})

export type Slice = z.infer<typeof SliceSchema>

export const AttributeSlicesSchema = z.object({
  /** A short word, such as `mask-colour`. */
  name: z.string(),
  label: z.string(),
  /** Empty for words and for numbers without a unit. */
  unit: z.string(),
  /** How the slices were made, a sentence. */
  rule: z.string(),
  slices: z.array(SliceSchema),
})

/** The results of a run taken apart by one attribute of its pairs; every pair is in exactly one slice. */
export type AttributeSlices = z.infer<typeof AttributeSlicesSchema>

/** A slice with fewer is marked as small: 30 people for intervals over people, 100 impostor pairs for FMR 1 % (our choice). */
export const smallBelow = { people: 30, genuine: 30, impostor: 100 } as const
