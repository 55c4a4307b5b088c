import type { Outcome } from '@maskmirror/core'

/** Pixels of a photo: RGBA, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
}

/** What the landmark worker can be asked. */
export type LandmarkCalls = {
  /** The meshes of all faces: x0, y0, … of 478 points each, in pixels, the first pixel's centre at 0; largest face first. */
  find: { input: Pixels; output: Outcome<readonly Float32Array[], 'model-missing'> }
}
