import { z } from 'zod'

/**
 * Which faces of a picture count: the largest box, the most central large one, every one, or the only one (several are a
 * failure then).
 */
export const facesPolicies = ['largest', 'central', 'all', 'error'] as const

/** Formats of aligned crops. */
export const cropFormats = ['png', 'jpeg'] as const

/** What is looked for and written; with the pictures and the models it decides every byte of the output. */
export const FacesOptionsSchema = z.object({
  policy: z.enum(facesPolicies).default('all'),
  /** Side of the aligned crops that the transforms lead to, pixels. */
  size: z.number().int().min(16).max(1024).default(112),
  /** Longer side that a picture is brought to before faces are looked for, pixels; more finds smaller faces and takes longer. */
  maxSide: z.number().int().min(32).max(4096).default(640),
  /** Whether pictures may be turned by quarters without saying so: every look is taken four times then. */
  anyOrientation: z.boolean().default(false),
  /** Writes crops/FILE.N.png (or .jpg) for each face; null: none. */
  crops: z.enum(cropFormats).nullable().default(null),
  /** Of JPEG crops, 1..100. */
  quality: z.number().int().min(1).max(100).default(95),
})

export type FacesOptions = z.infer<typeof FacesOptionsSchema>
