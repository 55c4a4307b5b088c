import { personKeyRules } from '@maskmirror/datasets'
import { z } from 'zod'

/** How a set is checked. */
export const HealthRequestSchema = z.object({
  /** Name of the recogniser that faces are compared with, or a path to an .onnx file; `none`; null: the usual one, as far as it is there. */
  model: z.string().min(1).max(4096).nullable().default(null),
  /** Ids of further sets that are looked at together with it, for duplicates and people that both have. */
  against: z.array(z.string().min(1).max(120)).max(2).default([]),
  /** How names of several sets are compared. */
  personNames: z.enum(personKeyRules).default('as-is'),
})

export type HealthRequest = z.infer<typeof HealthRequestSchema>
export type HealthRequestInput = z.input<typeof HealthRequestSchema>
