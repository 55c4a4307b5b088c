import type { Rng } from '@maskmirror/core'
import type { Appearance } from './appearance.ts'
import type { FacePoints } from './face-points.ts'
import type { Identity } from './identity.ts'
import type { Point2, Point3 } from './point.ts'
import type { Projection } from './projection.ts'
import type { Sketch } from './sketch.ts'

/** What every part of the drawing works on. */
export interface Drawing {
  readonly sketch: Sketch
  readonly identity: Identity
  readonly appearance: Appearance
  readonly face: FacePoints
  readonly projection: Projection
  /** From the head to the picture. */
  readonly to: (point: Point3) => Point2
  /** The skin at a place of the frontal view, in the picture. */
  readonly skinAt: (x: number, y: number) => Point2
  /** Length in pixels of a length on the head. */
  readonly px: (length: number) => number
  /** Two lengths likewise, for the radii of an ellipse. */
  readonly size: (x: number, y: number) => Point2
  /** The same on all pictures of the person: for single hairs and the like. */
  readonly personRng: Rng
}
