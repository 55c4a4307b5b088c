import { z } from 'zod'
import { learningFields, refinementFields } from './train-config.ts'

/**
 * The training of what an existing recogniser has behind one of its feature maps, with a refinement layer put in where one is
 * wanted. It begins with the recogniser exactly as it is.
 */
export const AdaptConfigSchema = z
  .strictObject({
    network: z.strictObject({
      /** Of the recogniser's file. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits'),
      /** The tensor at which it is cut. */
      featureMap: z.string().min(1),
      /** null: only the recogniser's own layers learn on. */
      refinement: z.strictObject(refinementFields).nullable().default(null),
      tail: z
        .strictObject({
          /** Their learning rate as a multiple of that of new layers; 0 leaves them as they are. Our choice. */
          rate: z.number().min(0).default(1),
        })
        .prefault({}),
    }),
    /**
     * Holds embeddings to those that the recogniser gave of the same faces without a mask: mean squared distance of unit vectors.
     * No part of the described method; null leaves it out.
     */
    keep: z
      .strictObject({
        weight: z.number().min(0).default(1),
        /** Which pictures are held. */
        pictures: z.enum(['unmasked', 'both']).default('both'),
      })
      .nullable()
      .default(null),
    ...learningFields,
  })
  .refine((config) => config.attention === null || config.network.refinement !== null, {
    path: ['attention'],
    message: 'expected network.refinement where attention is aligned',
  })
  .refine((config) => config.realBatch === 0 || config.mask !== null, {
    path: ['realBatch'],
    message: 'expected 0 where mask is null, because real pictures serve the mask classifier alone',
  })
  .refine((config) => config.network.refinement !== null || config.network.tail.rate > 0, {
    path: ['network', 'tail', 'rate'],
    message: 'expected more than 0 where there is no refinement layer, because nothing would learn',
  })

export type AdaptConfig = z.infer<typeof AdaptConfigSchema>
