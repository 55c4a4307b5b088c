import type { Failure, Image } from '@maskmirror/core'
import type { FaceLook } from './choose-look.ts'
import type { FaceOrigin, MaskedPicture } from './provenance-line.ts'
import type { SynthOptions } from './synth-options.ts'

/** One face with the mask that it gets; plain data, because it goes to another thread. */
export interface FaceTask {
  readonly origin: FaceOrigin
  /** `ibug68`, pixels. */
  readonly points: Float32Array
  readonly look: FaceLook
}

/** One picture to be masked. */
export interface SynthTask {
  /** Absolute paths; the folder of the outputs exists. */
  readonly input: string
  readonly output: string
  /** RGB where somebody decoded the picture already, else null. */
  readonly image: Image | null
  /** At least one. */
  readonly faces: readonly FaceTask[]
  readonly draw: Pick<SynthOptions, 'jitter' | 'patternWeight'>
  readonly write: Pick<SynthOptions, 'quality' | 'metadata' | 'alpha' | 'binary'>
}

/** Milliseconds that a picture took, by the clock of the thread that drew it. */
export interface SynthTimes {
  /** Reading the file and hashing it. */
  readonly readMs: number
  readonly decodeMs: number
  readonly drawMs: number
  readonly encodeMs: number
  readonly writeMs: number
}

export type SynthResult = { readonly picture: Failure | MaskedPicture; readonly times: SynthTimes }

/** Names of the masks that are written beside a picture. */
export function alphaName(picture: string): string {
  return `${picture}.alpha.png`
}

export function binaryName(picture: string): string {
  return `${picture}.binary.png`
}
