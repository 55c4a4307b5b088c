import { z } from 'zod'
import { SystemConfigSchema } from './system-config.ts'

/** Generated faces: their landmarks are known, so no other model is needed. */
const GeneratedDataSchema = z.strictObject({
  kind: z.literal('generated'),
  /** Another seed is another world of people. */
  seed: z.union([z.string(), z.int()]).default('training'),
  people: z.int().min(2),
  picturesPerPerson: z.int().min(1),
  /** Who decides when training ends; none of them is learned from. */
  developmentPeople: z.int().min(2).default(40),
  developmentPicturesPerPerson: z.int().min(2).default(3),
})

/** Photographs: bare faces with names, on which masks are drawn, and real faces of which only the mask is known. */
const FolderDataSchema = z.strictObject({
  kind: z.literal('folder'),
  /**
   * A folder, pack or list in any known layout, the id of a registered set, or a cache of `maskmirror datasets cache`. Masked
   * photos are not used.
   */
  pictures: z.string().min(1),
  /** Likewise; its people are not used, masked and bare photos both are. null: none. */
  real: z.string().min(1).nullable().default(null),
  /** Of the people of both sets, by the rule of `evaluate --people`: learn from one half, evaluate the other. */
  half: z.enum(['all', 'development', 'test']).default('all'),
  /** Of that rule: the seed of the evaluation. */
  halfSeed: z.union([z.string(), z.int()]).default(1),
  /** Whoever has fewer bare faces is left out. */
  fewestPictures: z.int().min(1).default(1),
  /** Share of the people who decide when training ends; none of them is learned from. */
  developmentShare: z.number().gt(0).lt(1).default(0.1),
  /** Faces of them at most. */
  developmentPictures: z.int().min(4).default(300),
  /** Faces of each person in a pass, every person once in each round; null: every face once in each round. */
  facesPerPerson: z.int().min(2).nullable().default(null),
})

export type FolderData = z.infer<typeof FolderDataSchema>
export type GeneratedData = z.infer<typeof GeneratedDataSchema>

/** What `maskmirror train` reads: what is learned from, and how. */
export const TrainFileSchema = z
  .strictObject({
    data: z.discriminatedUnion('kind', [GeneratedDataSchema, FolderDataSchema]),
    training: SystemConfigSchema,
  })
  .refine(({ data, training }) => (data.kind === 'folder' && data.real !== null) === training.realBatch > 0, {
    path: ['training', 'realBatch'],
    message: 'expected more than 0 where data.real names faces known by their mask, and 0 elsewhere',
  })
  .refine(
    ({ data, training }) =>
      data.kind !== 'folder' || data.facesPerPerson === null || training.batch % data.facesPerPerson === 0,
    { path: ['training', 'batch'], message: 'expected a multiple of data.facesPerPerson' },
  )

export type TrainFile = z.infer<typeof TrainFileSchema>
