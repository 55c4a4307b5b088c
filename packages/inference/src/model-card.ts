import { z } from 'zod'

const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits')

/** A file name without any folder, so that a card cannot point outside of the model directories. */
const FileNameSchema = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, 'expected a plain file name')

/** Three numbers in the order of `colour`; one number stands for three equal ones. */
const PerChannelSchema = z
  .union([z.number(), z.tuple([z.number(), z.number(), z.number()])])
  .transform((value): [number, number, number] => (typeof value === 'number' ? [value, value, value] : value))

/**
 * How a picture becomes the model's input: `(x − mean) / std` for every value x in 0..255, channel by channel in the
 * order of `colour`, laid out as `layout`.
 */
export const ModelInputSchema = z.strictObject({
  /** The input's name in the graph; absent where the model has one input and its name is taken. */
  name: z.string().optional(),
  /** Pixels; null where the model takes any size. */
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  layout: z.enum(['nchw', 'nhwc']),
  colour: z.enum(['rgb', 'bgr']),
  mean: PerChannelSchema,
  std: PerChannelSchema.refine((values) => values.every((value) => value > 0), 'expected std above 0'),
})

export const ModelCardSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and hyphens'),
  title: z.string().min(1),
  task: z.enum(['embedding', 'detection', 'landmarks', 'mask-decision']),
  file: z.strictObject({
    name: FileNameSchema,
    /** Size in bytes; null when unknown. */
    bytes: z.int().positive().nullable(),
    /** Of the file as it is published or put together; null when unknown: then a user confirms it once. */
    sha256: Sha256Schema.nullable(),
    /** Published files that this one is put together of when it is pulled; absent when it is published as it is. */
    pieces: z
      .strictObject({
        kind: z.literal('mtcnn-npy'),
        addresses: z.array(z.url({ protocol: /^https$/ })).length(3),
      })
      .optional(),
    /** What makes the file an ONNX model; absent when it is one. */
    unpack: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('zip-member'), member: z.string().min(1) }),
        z.strictObject({ kind: z.literal('tflite-in-zip'), member: z.string().min(1) }),
        z.strictObject({ kind: z.literal('mtcnn-weights') }),
      ])
      .optional(),
  }),
  /** As the source states it; null where it states none. */
  licence: z.string().nullable(),
  source: z.strictObject({
    /** Where the file, or the folder of its pieces, is published; null for a file of the user. */
    address: z.url({ protocol: /^https$/ }).nullable(),
    project: z.string().nullable(),
    citation: z.string().nullable(),
  }),
  input: ModelInputSchema,
  output: z.strictObject({
    /** The output's name in the graph; absent where the model has one output or the task's decoder knows the names. */
    name: z.string().optional(),
    /** Length of an embedding; null for other tasks or when read from the model. */
    dimension: z.int().positive().nullable(),
  }),
  /** What the crop must be; null where the model takes whole photographs or makes its own crops. */
  alignment: z.enum(['arcface112']).nullable(),
  notes: z.array(z.string()),
  /** True when nobody stated the preprocessing and ArcFace's usual one was assumed; reports show it. */
  assumed: z.boolean().default(false),
})

/** What one must know to use a model and to trust it. */
export type ModelCard = z.infer<typeof ModelCardSchema>
/** Preprocessing of a model card. */
export type ModelInput = z.infer<typeof ModelInputSchema>
/** A card as one writes it: `mean` and `std` may be one number, `assumed` may be left out. */
export type ModelCardInput = z.input<typeof ModelCardSchema>
