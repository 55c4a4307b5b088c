import { z } from 'zod'
import { SettingIdSchema } from '#settings.ts'
import { outcomeSchema } from './attempt.ts'
import { NormalisedArmSchema } from './normalise-arms.ts'

export const NormalisedSettingSchema = z.object({
  setting: SettingIdSchema,
  /** `unmasked`: the cohort wears no masks. `masked-alike`: it is masked as the side of the comparison that it stands for. */
  cohort: z.enum(['unmasked', 'masked-alike']),
  outcome: outcomeSchema(z.array(NormalisedArmSchema)),
})

/** A setting's scores, normalised in every way with one kind of cohort. */
export type NormalisedSetting = z.infer<typeof NormalisedSettingSchema>
