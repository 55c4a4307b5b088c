import { AdaptConfigSchema } from '@maskmirror/model/adaptation'
import { z } from 'zod'

/** Photos of a set: all, or those of one part of a split, without what a reviewed list excludes. */
const PhotosSchema = z.strictObject({
  /** The id of a registered set, or the name of a generated one. */
  dataset: z.string().min(1),
  /** Of a generated set: the people of a run, or others of the same kind. */
  people: z.enum(['all', 'development']).default('all'),
  split: z
    .strictObject({ list: z.string().min(1), part: z.string().min(1) })
    .nullable()
    .default(null),
  exclude: z.string().min(1).nullable().default(null),
})

export type PhotosChoice = z.infer<typeof PhotosSchema>

/** What an adaptation learns from. */
export const AdaptDataSchema = z.strictObject({
  /** Faces of known people: masks are drawn on those that wear none, the others are left out. */
  identities: z.array(PhotosSchema).min(1),
  /** Faces known by their mask alone: who they are is not used. */
  real: z.array(PhotosSchema).default([]),
  /** Masks drawn on each face, each on the face as it is and mirrored. */
  masks: z.int().positive().default(4),
  /** Share of the people with two photos or more who decide when training ends; they are not learned from. */
  developmentShare: z.number().min(0).lt(1).default(0.3),
  /** Of masks and of who decides. */
  seed: z.union([z.string(), z.int()]).default(1),
})

export type AdaptData = z.infer<typeof AdaptDataSchema>

const { network, ...training } = AdaptConfigSchema.shape
const { sha256: _, featureMap: __, ...writtenNetwork } = network.shape

/** A training as one writes it: what the recogniser's file says itself is filled in. */
export const AdaptTrainingSchema = z
  .strictObject({
    ...training,
    network: z.strictObject(writtenNetwork).prefault({}),
  })
  .superRefine((written, context) => {
    const network = { ...written.network, sha256: '0'.repeat(64), featureMap: 'map' }
    for (const { path, message } of AdaptConfigSchema.safeParse({ ...written, network }).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path, message })
    }
  })

/** What `maskmirror adapt` reads. */
export const AdaptFileSchema = z.strictObject({
  /** The name of a card or a path to an .onnx file; the command line may say another. */
  backbone: z.string().min(1).optional(),
  /** The tensor at which it is cut. */
  featureMap: z.string().min(1).optional(),
  data: AdaptDataSchema,
  training: AdaptTrainingSchema,
})

export type AdaptFile = z.infer<typeof AdaptFileSchema>
