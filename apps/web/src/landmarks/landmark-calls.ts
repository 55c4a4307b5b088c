import type { Outcome } from '@maskmirror/core'
import type { FaceQuality, MaskDecision } from '@maskmirror/faces/browser-safe'
import type { OpenedPhoto, PhotoFailure } from '#photos/decode-photo.ts'
import type { Pixels } from '#photos/pixels.ts'
import type { HeadPose } from './head-pose.ts'

/** Everything that is known of a face; points are x0, y0, … in pixels, the first pixel's centre at 0. */
export interface ExaminedFace {
  readonly mesh: Float32Array
  readonly points68: Float32Array
  /** How likely the camera sees each of the 68 points, 0..1. */
  readonly visibility68: Float32Array
  readonly points5: Float32Array
  /** Null when the model fitted none. */
  readonly pose: HeadPose | null
  readonly mask: MaskDecision
  readonly quality: FaceQuality
  /** Aligned as recognisers want it, 112×112. */
  readonly crop: Pixels
}

export interface ExaminedPhoto extends OpenedPhoto {
  /** The largest first. */
  readonly faces: readonly ExaminedFace[]
}

/** What the landmark worker can be asked. */
export type LandmarkCalls = {
  /** The meshes of all faces: 478 points each, as in `ExaminedFace`; the largest face first. */
  find: { input: Pixels; output: Outcome<readonly Float32Array[], 'model-missing'> }
  /** Reads a photo, or a picture of a camera, which is closed, and examines its faces. */
  examine: { input: Blob | ImageBitmap; output: Outcome<ExaminedPhoto, PhotoFailure | 'model-missing'> }
}
