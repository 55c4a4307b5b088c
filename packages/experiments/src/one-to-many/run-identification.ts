import { IdentificationSchema, SettingIdSchema } from '@maskmirror/evaluation'
import { z } from 'zod'

export const RunIdentificationSchema = z.object({
  /** Of the choice of gallery and probes. */
  seed: z.int(),
  /** Thresholds of UMR-UMP at the FPIRs that it supports: element i belongs to `openSet.atThreshold[i]` of every setting. */
  frozen: z.array(z.object({ targetFpir: z.number().min(0).max(1), threshold: z.number() })),
  settings: z.array(
    z.object({
      setting: SettingIdSchema,
      /** Left out at random, so that the search ends in time. */
      probesLeftOut: z.int().nonnegative(),
      ...IdentificationSchema.shape,
    }),
  ),
})

/** One-to-many identification in galleries of a run's own photos: a third of the people is not enrolled, the others with one photo. */
export type RunIdentification = z.infer<typeof RunIdentificationSchema>
