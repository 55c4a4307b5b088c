import type { Failure } from '@maskmirror/core'
import type { MaskRecord } from '@maskmirror/mask-the-face'
import { z } from 'zod'

/** Where the landmarks of a face come from. */
export interface FaceOrigin {
  /** `given`: the user's; else how the landmarker got them. */
  readonly landmarks: 'given' | 'mesh' | 'five-point-template'
  /** Left, top, width, height in pixels; null when only landmarks were given. */
  readonly box: readonly [x: number, y: number, width: number, height: number] | null
  /** The detector's confidence; null for given faces. */
  readonly score: number | null
}

/** A face with the mask that was drawn on it, or why none was. */
export type MaskedFace = { readonly face: FaceOrigin } & ({ readonly ok: true; readonly mask: MaskRecord } | Failure)

/** How a picture was made, or why it was not: one line of `provenance.jsonl`. */
export type ProvenanceLine = {
  readonly file: string
  /** Hash of everything besides the picture that its output follows from. */
  readonly key: string
  readonly seed: number
} & (Failure | MaskedPicture)

export interface MaskedPicture {
  readonly ok: true
  readonly input: { readonly bytes: number; readonly sha256: string }
  readonly output: { readonly bytes: number; readonly width: number; readonly height: number; readonly format: string }
  /** In the order of drawing; at least one is ok. */
  readonly faces: readonly MaskedFace[]
}

/** What a later run needs of a line that an earlier one wrote; the rest is carried along as it is. */
const KnownLineSchema = z.looseObject({
  file: z.string(),
  key: z.string(),
  ok: z.boolean(),
  input: z.looseObject({ bytes: z.number() }).optional(),
  output: z.looseObject({ bytes: z.number() }).optional(),
  faces: z.array(z.looseObject({ ok: z.boolean() })).optional(),
})

export type KnownLine = z.infer<typeof KnownLineSchema>

/** @returns null for what is no whole line, such as the last one of a killed process */
export function parseProvenanceLine(text: string): KnownLine | null {
  try {
    return KnownLineSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null // cut short in the middle of writing
  }
}
