import type { Failure, Outcome } from '@maskmirror/core'
import type { CoverType, MaskRecord } from '@maskmirror/mask-the-face'
import type { OpenedPhoto, PhotoFailure } from '#photos/decode-photo.ts'
import type { Pixels } from '#photos/pixels.ts'
import type { MaskChoices } from './mask-choices.ts'

/** What a view of a cover shows. */
export type MaskView = 'masked' | 'photo' | 'alpha'

/** What is drawn at once: one cover on all chosen faces. */
export interface DrawRequest {
  readonly type: CoverType
  readonly choices: MaskChoices
}

export interface DrawnCover {
  readonly pixels: Pixels
  /** One for each chosen face: how it was drawn, or why it was not. */
  readonly faces: readonly ({ readonly ok: true; readonly value: MaskRecord } | Failure)[]
}

/** What the mask worker can be asked. It keeps one photo with its chosen faces, and one picture to print. */
export type MaskCalls = {
  open: { input: Blob; output: Outcome<OpenedPhoto, PhotoFailure> }
  /** Takes a photo and the faces to draw on, 68 points each; answers with the part around them, made small. */
  choose: { input: { readonly photo: Pixels; readonly faces: readonly Float32Array[] }; output: Pixels }
  /** Keeps a picture to be printed on fabrics. */
  print: { input: File; output: Outcome<null, PhotoFailure> }
  /** Draws on the small part. */
  tile: { input: DrawRequest; output: DrawnCover }
  /** Draws on the whole photo. */
  draw: { input: DrawRequest & { readonly view: MaskView }; output: DrawnCover }
  /** As `draw`, as a PNG file. */
  encode: { input: DrawRequest & { readonly view: MaskView }; output: Blob }
}
