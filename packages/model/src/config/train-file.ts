import { z } from 'zod'
import { TrainConfigSchema } from './train-config.ts'

/** What `maskmirror train` reads: what is learned from, and how. */
export const TrainFileSchema = z.strictObject({
  data: z.strictObject({
    /** Generated faces: their landmarks are known, so no other model is needed. */
    kind: z.literal('generated'),
    /** Another seed is another world of people. */
    seed: z.union([z.string(), z.int()]).default('training'),
    people: z.int().min(2),
    picturesPerPerson: z.int().min(1),
    /** Who decides when training ends; none of them is learned from. */
    developmentPeople: z.int().min(2).default(40),
    developmentPicturesPerPerson: z.int().min(2).default(3),
  }),
  training: TrainConfigSchema,
})

export type TrainFile = z.infer<typeof TrainFileSchema>
