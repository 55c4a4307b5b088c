import { cropPixels } from '@maskmirror/datasets/face-cache'
import { z } from 'zod'

/** How faces are cut out and kept. */
export const FaceCacheOptionsSchema = z.strictObject({
  /** Pixels of the square crops; ArcFace's. */
  side: z.int().min(16).max(512).default(112),
  /** Raw crops are exact and need no decoding, JPEG is about an eighth of them. */
  pixels: z.enum(cropPixels).default('raw'),
  /** Of JPEG. */
  quality: z.int().min(1).max(100).default(95),
  /** Which face of a photo with several. */
  policy: z.enum(['central', 'largest', 'single']).default('central'),
})

export type FaceCacheOptions = z.infer<typeof FaceCacheOptionsSchema>
