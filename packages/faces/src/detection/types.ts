import type { Image, Landmarks } from '@maskmirror/core'

/** A rectangle in pixels of the photo; it may reach over the border. */
export interface Box {
  /** Left and top edge. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface FaceDetection {
  readonly box: Box
  /** Confidence in 0..1. */
  readonly score: number
  /** `arcface5`, pixels of the photo. */
  readonly points5: Landmarks
  /** How sure the detector is that the face wears a mask, 0..1; null from a detector that cannot tell. */
  readonly maskProbability: number | null
}

/** How the photo was shown to the network; each only where nothing was found before. */
export type Attempt = 'whole' | 'padded' | 'mirrored' | 'padded-mirrored'

export interface Detections {
  /** Best score first. */
  readonly faces: readonly FaceDetection[]
  /** The one in which the faces were found; null for none. */
  readonly attempt: Attempt | null
}

export interface FaceDetector {
  readonly name: string
  /** sha256 of the weights and the version of the decoding. */
  readonly version: string
  detect(image: Image): Promise<Detections>
  close(): Promise<void>
}
