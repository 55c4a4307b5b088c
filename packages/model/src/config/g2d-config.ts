import { z } from 'zod'
import { learningFields, refinementFields } from './train-config.ts'

const { attention: _, mask: __, ...learning } = learningFields

/**
 * From generative to discriminative (Ge et al., ICML 2024): an encoder learns to fill in what a mask covers and is frozen then;
 * a convolutional reformer with a classifier on top learns to tell people apart from what the encoder says. Both in one
 * training, one after the other.
 */
export const G2dConfigSchema = z
  .strictObject({
    system: z.literal('g2d'),
    network: z
      .strictObject({
        /** Pixels; ArcFace's crop. */
        side: z.int().positive().default(112),
        dimension: z.int().positive().default(512),
        /** As in ArcFace's output "E", which is the reformer's end. */
        dropout: z.number().min(0).lt(1).default(0),
        encoder: z
          .strictObject({
            /** Channels, each behind a halving of the picture. Open: three, so that an eyebrow has a position of its own. */
            filters: z.array(z.int().positive()).min(1).default([64, 128, 256]),
            /** Residual units behind each halving but the first. Open. */
            units: z.int().positive().default(2),
            /** Transformer blocks over all positions: what is covered can only come from elsewhere. The source's encoder is one. */
            ...refinementFields,
          })
          .prefault({}),
        reformer: z
          .strictObject({
            filters: z.int().positive().default(512),
            /** Residual units of two convolutions, the first halves the map. Open: ten, as deep as common small recognisers. */
            units: z.int().positive().default(10),
          })
          .prefault({}),
      })
      .prefault({}),
    inpainting: z.strictObject({
      /** The first of all `steps`, in which the encoder learns to fill in; in the others the reformer learns. */
      steps: z.int().positive(),
      /** As the one below, over these steps alone. Open. */
      learningRate: learning.learningRate,
      /** What is filled in. Open: `both`, because the encoder is shown bare faces in use too. */
      pictures: z.enum(['masked', 'both']).default('both'),
      /** Weight of what was covered against 1 for the rest, which only has to be copied. Open: six, usual for holes (Liu et al., ECCV 2018). */
      coveredWeight: z.number().positive().default(6),
    }),
    ...learning,
    /** No loss of it takes faces that are known by their mask alone. */
    realBatch: z.literal(0).default(0),
  })
  .refine(({ inpainting, steps }) => inpainting.steps < steps, {
    path: ['inpainting', 'steps'],
    message: 'expected fewer than steps, because the reformer learns in the rest',
  })
  .refine(({ network: { side, encoder } }) => side % 2 ** (encoder.filters.length + 1) === 0, {
    path: ['network', 'side'],
    message: 'expected a multiple of what encoder and reformer halve it by',
  })

export type G2dConfig = z.infer<typeof G2dConfigSchema>
