import type { Failure } from '@maskmirror/core'
import type { FaceQuality, HeadPose, LandmarkMethod, MaskDecision } from '@maskmirror/faces'
import type { Affine } from '@maskmirror/imaging/geometry'
import { z } from 'zod'

/** A point in pixels; the centre of the picture's first pixel is 0, 0. */
export type Point = readonly [x: number, y: number]

/** What is known of the file of a picture; null for what could not be read. */
export interface PictureFacts {
  readonly bytes: number | null
  readonly sha256: string | null
  /** Pixels with the orientation applied. */
  readonly width: number | null
  readonly height: number | null
  /** Frames of an animation or pages of a document; the first was taken. */
  readonly frames: number | null
}

/** A face that was found, in pixels of the picture, points to the thousandth. */
export interface FaceFacts {
  readonly ok: true
  /** Left, top, width, height. */
  readonly box: readonly [x: number, y: number, width: number, height: number]
  /** The detector's confidence, 0..1. */
  readonly score: number
  /** How many faces the detector saw in the picture. */
  readonly facesInPicture: number
  /** Both eyes, nose tip, both corners of the mouth. */
  readonly points5: readonly Point[]
  /** In the order of iBUG's 68 points. */
  readonly landmarks68: readonly Point[]
  /** How likely the camera sees each of them, 0..1 to the hundredth. */
  readonly visibility68: readonly number[]
  readonly landmarkMethod: LandmarkMethod
  /** Of the landmark network, 0..1. */
  readonly presence: number
  /** Mean distance between mesh and detector, in eye distances. */
  readonly disagreement: number
  /** null where the mesh could not be trusted. */
  readonly pose: HeadPose | null
  readonly quality: FaceQuality
  /** Whether a mask is worn and where; `unsure` where nothing is decided. The probability is calibrated, to four digits. */
  readonly mask: Pick<MaskDecision, 'decision' | 'where' | 'probability'>
  /** The detector's; null from one that cannot tell. */
  readonly maskProbability: number | null
  /** `x' = a·x + b·y + c`, `y' = d·x + e·y + f` from the picture to the aligned crop, as [a, b, c, d, e, f]. */
  readonly toCrop: Affine
  /** Its inverse, which puts a drawing back into the picture. */
  readonly fromCrop: Affine
  /** The aligned crop relative to the output folder; null when none was asked for. */
  readonly crop: { readonly file: string; readonly bytes: number } | null
}

/** One line of `faces.jsonl`: a face, or why there is none. */
export type FaceLine = {
  /** The picture, relative to the input folder, with `/`. */
  readonly file: string
  /** Hash of everything besides the picture that the line follows from. */
  readonly key: string
  /** Number of the face in the picture, from 0; null in the only line of a picture without. */
  readonly face: number | null
  /** Lines that the picture has. */
  readonly faces: number
} & PictureFacts &
  (Failure | FaceFacts)

/** What a later run, the summary and the contact sheet need of a line; the rest is carried along as it is. */
const KnownFaceLineSchema = z.looseObject({
  file: z.string(),
  key: z.string(),
  face: z.number().nullable(),
  faces: z.number(),
  sha256: z.string().nullable(),
  frames: z.number().nullable(),
  ok: z.boolean(),
  reason: z.string().optional(),
  detail: z.string().optional(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  points5: z.array(z.tuple([z.number(), z.number()])).optional(),
  landmarkMethod: z.string().optional(),
  mask: z.looseObject({ decision: z.string() }).optional(),
  quality: z.looseObject({ reasons: z.array(z.string()) }).optional(),
  crop: z.looseObject({ file: z.string(), bytes: z.number() }).nullable().optional(),
})

export type KnownFaceLine = z.infer<typeof KnownFaceLineSchema>

/** @returns null for what is no whole line, such as the last one of a killed process */
export function parseFaceLine(text: string): KnownFaceLine | null {
  try {
    return KnownFaceLineSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null // cut short in the middle of writing
  }
}
