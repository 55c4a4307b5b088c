import { z } from 'zod'
import { backboneNames } from '#network/backbone.ts'

const Share = z.number().min(0).max(1)
const Weight = z.number().min(0)

/** What a refinement layer is, wherever it stands. */
export const refinementFields = {
  /** Open: one block is what "a refinement layer" says. */
  blocks: z.int().positive().default(1),
  /** Open: four, so that a head of the smallest map still has 24 numbers. */
  heads: z.int().positive().default(4),
  /** Open: learned; without them attention cannot know upper from lower face. */
  position: z.boolean().default(true),
  /** Open: two dense layers of twice the width; 0 leaves them out. */
  expansion: z.number().min(0).default(2),
}

/** What every training says, whatever it trains. */
export const learningFields = {
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and hyphens'),
  /** Decides everything random: parameters, order, masks, flips, dropout. */
  seed: z.union([z.string(), z.int()]).default(1),
  identity: z
    .strictObject({
      weight: Weight.default(1),
      /** Radians; ArcFace's 0.5. */
      margin: z
        .number()
        .min(0)
        .max(Math.PI / 2)
        .default(0.5),
      /** ArcFace's 64. */
      scale: z.number().positive().default(64),
      /** `unmasked` is the pure model, `both` the retrained one and every other. */
      pictures: z.enum(['unmasked', 'both']).default('both'),
    })
    .prefault({}),
  /** L_a; null leaves it out. Needs a refinement layer. */
  attention: z
    .strictObject({
      /** α. Open: 1, so that at the beginning it is of the order of a tenth of L_id. */
      weight: Weight.default(1),
      /** Open: the matrix itself; "received" is the coarser choice. */
      compare: z.enum(['matrix', 'received']).default('matrix'),
      /** Open: each head with its like, because heads look at different things. */
      heads: z.enum(['each', 'mean']).default('each'),
      /** Open: yes, as the formula is written; false holds the unmasked attention still as a target. */
      moveUnmasked: z.boolean().default(true),
    })
    .nullable()
    .default(null),
  /** L_m behind the gradient reversal; null leaves it out. */
  mask: z
    .strictObject({
      /** β. Open: 0.1, because two classes are told apart much sooner than thousands of people. */
      weight: Weight.default(0.1),
      /** Factor of L_mʳ in L_m = L_mˢ + factor · L_mʳ. */
      realWeight: Weight.default(0.5),
      /** Open: one hidden layer of 256. */
      hidden: z.int().positive().default(256),
      depth: z.int().positive().default(2),
    })
    .nullable()
    .default(null),
  optimiser: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('sgd'),
        momentum: z.number().min(0).lt(1).default(0.9),
        weightDecay: Weight.default(5e-4),
      }),
      z.strictObject({
        kind: z.literal('adamw'),
        beta1: z.number().min(0).lt(1).default(0.9),
        beta2: z.number().min(0).lt(1).default(0.999),
        epsilon: z.number().positive().default(1e-8),
        weightDecay: Weight.default(0.05),
      }),
    ])
    .prefault({ kind: 'sgd' }),
  learningRate: z
    .strictObject({
      /** For one step of batch · accumulate pairs. ArcFace's 0.1 belongs to 512; scale it linearly. */
      base: z.number().positive().default(0.1),
      /** Share of the steps over which the rate rises from 0. Open: 2 %, which keeps fresh centres from being thrown about. */
      warmUp: Share.default(0.02),
      decay: z
        .discriminatedUnion('kind', [
          /** Divided by ten at each share of the steps. */
          z.strictObject({ kind: z.literal('steps'), at: z.array(Share).default([0.6, 0.8, 0.9]) }),
          z.strictObject({ kind: z.literal('cosine') }),
        ])
        .prefault({ kind: 'steps' }),
    })
    .prefault({}),
  /** Updates of the parameters. */
  steps: z.int().positive(),
  /** Pictures with an identity in one pass; with their masked twins twice as many. */
  batch: z.int().positive().default(32),
  /** Pictures of real faces, known only by their mask, in one pass; 0 where there are none. */
  realBatch: z.int().min(0).default(0),
  /** Passes whose gradients are averaged for one update. */
  accumulate: z.int().positive().default(1),
  /** Longest gradient, all parameters together. */
  clip: z.number().positive().default(5),
  /** Weight of a batch in the running statistics; PyTorch's 0.1, which ArcFace's code uses. */
  statisticsMomentum: z.number().gt(0).max(1).default(0.1),
  validation: z
    .strictObject({
      /** Steps between two; also between checkpoints. */
      every: z.int().positive().default(500),
      /** Validations without a better one after which training ends; null never ends early. */
      patience: z.int().positive().nullable().default(null),
      /** FMR at which the FNMR of development people is taken. */
      fmr: z.number().gt(0).lt(1).default(0.01),
    })
    .prefault({}),
}

/**
 * A training, whole. Where the description of the method leaves something open, the field's comment says what we chose and why;
 * nothing of it is tuned on test people.
 */
export const TrainConfigSchema = z
  .strictObject({
    /** May be left out: the other systems say theirs. */
    system: z.literal('arcface').optional(),
    network: z
      .strictObject({
        backbone: z.enum(backboneNames).default('iresnet50'),
        /** Pixels; ArcFace's crop. A multiple of 16, because the map is a sixteenth of it. */
        side: z.int().positive().multipleOf(16).default(112),
        dimension: z.int().positive().default(512),
        /**
         * An .onnx file that `maskmirror train` wrote for the same backbone: layers that it has begin with its numbers, new ones as
         * drawn. null: all as drawn.
         */
        start: z.string().min(1).nullable().default(null),
        /** Of the refined map. Open in the description: ArcFace's public code uses 0.4 with small sets and 0 with large ones. */
        dropout: z.number().min(0).lt(1).default(0),
        /** null: plain ArcFace. */
        refinement: z
          .strictObject({
            ...refinementFields,
            /** Open: yes, so that a fresh layer begins near to doing nothing. */
            residual: z.boolean().default(true),
          })
          .nullable()
          .default(null),
      })
      .prefault({}),
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

export type TrainConfig = z.infer<typeof TrainConfigSchema>
/** A configuration as one writes it: only `name` and `steps` are needed. */
export type TrainConfigInput = z.input<typeof TrainConfigSchema>
