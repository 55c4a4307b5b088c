import { failed, type Outcome, succeeded } from '@maskmirror/core'
import type { Affine } from '@maskmirror/imaging/geometry'
import { affineFromPoints } from './affine-from-points.ts'
import { affineHold } from './affine-hold.ts'
import { type FaceFrame, pointsToImage } from './face-frame.ts'
import { type HangingSide, hangingMap, hangingPoints } from './hanging-map.ts'
import { jitterPoints, type MaskJitter } from './mask-jitter.ts'
import { type MaskLoop, placeLoops } from './mask-loops.ts'
import type { MaskStyle } from './mask-style.ts'
import type { MaskTemplate } from './mask-template.ts'
import { type MaskWarp, maskWarp } from './mask-warp.ts'
import { holdPointsInFrame, type SixPointsFailure } from './six-points.ts'
import { wornHold } from './worn-hold.ts'

/** Where a template goes and what holds it there. */
export interface Placement {
  /** x, y in pixels of the picture: 14 numbers for a mask on the jaw, else the 6 of an origin and its units. */
  readonly points: Float64Array
  readonly warp: MaskWarp
  readonly loops: readonly MaskLoop[]
}

/**
 * Lays a template on a face in a style of wearing.
 *
 * @param options.side where a mask hangs from an ear of a head seen from the front; `null` for the cheek that is seen wider
 * @param options.yawDeg of the head, see `headYaw`
 */
export function placeCover(
  template: MaskTemplate,
  frame: FaceFrame,
  options: { style: MaskStyle; side: HangingSide | null; jitter: MaskJitter; yawDeg: number },
): Outcome<Placement, SixPointsFailure | 'unstable-warp'> {
  const { style, jitter, yawDeg } = options
  const inPicture = (points: Float64Array) => pointsToImage(frame, jitterPoints(points, jitter, frame.iodPx))
  if (template.hold !== 'jaw') {
    const points = inPicture(affineHold(frame, template.hold))
    return flat(points, affineFromPoints(template.anchors, points))
  }
  const hold = holdPointsInFrame(frame)
  if (!hold.ok) return hold
  if (style === 'one-ear' || style === 'below-chin') {
    const side = seenSide(yawDeg) ?? options.side ?? widerSide(hold.value)
    const points = inPicture(hangingPoints(frame, hold.value, { style, side }))
    return flat(points, hangingMap(template, points))
  }
  const points = inPicture(wornHold(frame, hold.value, style))
  const warp = maskWarp(template, points, yawDeg)
  if (!warp.ok) return warp
  return succeeded({ points, ...placeLoops(warp.value, template, { frame, style, yawDeg }) })
}

function flat(points: Float64Array, [a, b, c, d, e, f]: Affine): Outcome<Placement, 'unstable-warp'> {
  const determinant = a * e - b * d
  if (!(Number.isFinite(determinant) && determinant > 0)) {
    return failed('unstable-warp', `the points that hold it span no plane (determinant ${determinant})`)
  }
  return succeeded({
    points,
    loops: [],
    warp: { kind: 'plane', pieces: [{ maps: [{ map: [a, b, c, d, e, f, 0, 0, 1], share: 1 }], sides: [] }] },
  })
}

/** A head turned by more shows one ear only, in degrees; our choice. */
const oneEarYawDeg = 18

function seenSide(yawDeg: number): HangingSide | null {
  if (Math.abs(yawDeg) < oneEarYawDeg) return null
  return yawDeg > 0 ? 'left' : 'right'
}

/** Of the two cheek points, the one further from the chin. */
function widerSide(hold: Float64Array): HangingSide {
  return hold[8]! - hold[0]! >= hold[4]! - hold[8]! ? 'left' : 'right'
}
