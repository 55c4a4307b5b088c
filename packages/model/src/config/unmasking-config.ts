import { z } from 'zod'
import { learningFields } from './train-config.ts'

const { identity: _, attention: __, mask: ___, ...learning } = learningFields

/**
 * The embedding unmasking network of the self-restrained triplet (Boutros et al., Pattern Recognition 2022): a frozen
 * recogniser, and behind its embedding a few full connections that learn what a mask does to embeddings.
 */
export const UnmaskingConfigSchema = z.strictObject({
  system: z.literal('unmasking'),
  network: z.strictObject({
    /** The name of a card, or a path to an .onnx file with its card beside it. */
    recogniser: z.string().min(1),
    /** Pixels of the recogniser's input. */
    side: z.int().positive().default(112),
    /** Full connections; four, as the source has it. */
    layers: z.int().min(2).default(4),
    /** Numbers between them. The source has 512, as many as its embeddings; null: as many as the recogniser's. */
    width: z.int().positive().nullable().default(null),
    /** Of the leaky rectifier behind each but the last; the source's 0.2. */
    slope: z.number().min(0).max(1).default(0.2),
  }),
  triplet: z
    .strictObject({
      /** Between squared distances of unit vectors, which are 0..4; the source's 2: what two strangers have on average. */
      margin: z.number().min(0).default(2),
      /** false is the plain triplet loss, with which the source compares. */
      restrained: z.boolean().default(true),
      /**
       * What is mapped while it learns. Open, for one model embeds both sides of a comparison here: `both`, so that bare faces,
       * which it is shown in use too, stay where they are. The source maps `masked` faces alone and leaves references as they are.
       */
      pictures: z.enum(['masked', 'both']).default('both'),
    })
    .prefault({}),
  ...learning,
  /** No loss of it takes faces that are known by their mask alone. */
  realBatch: z.literal(0).default(0),
})

export type UnmaskingConfig = z.infer<typeof UnmaskingConfigSchema>
