import { z } from 'zod'
import { G2dConfigSchema } from './g2d-config.ts'
import { TrainConfigSchema } from './train-config.ts'
import { UnmaskingConfigSchema } from './unmasking-config.ts'

/** A training of any system that begins at pictures. */
export const SystemConfigSchema = z.discriminatedUnion('system', [
  TrainConfigSchema,
  UnmaskingConfigSchema,
  G2dConfigSchema,
])

export type SystemConfig = z.infer<typeof SystemConfigSchema>
