import { failed, type Outcome, succeeded } from '@maskmirror/core'
import { ImagingError } from '@maskmirror/imaging'
import { applyHomography, type Homography, homographyFromPoints } from '@maskmirror/imaging/geometry'
import { foldedMaps } from './folded-maps.ts'
import { boxCorners } from './pixel-box.ts'
import type { HoldPoints } from './six-points.ts'

/** The pixels on one side of a line: where `a·x + b·y + c`, the distance in pixels, is positive. */
export interface WarpSide {
  readonly line: readonly [a: number, b: number, c: number]
  /** Whether the line itself belongs to the side. */
  readonly closed: boolean
}

/** A map with its share in a blend. */
export interface WarpMap {
  /** From pixels of the template's first level to pixels of the picture. */
  readonly map: Homography
  /** In (0, 1]; those of a piece add to 1. */
  readonly share: number
}

/** A part of a template and where it goes. */
export interface WarpPiece {
  /** One or two: a pixel shows the mean, by their shares, of the places in the template that each map brings there. */
  readonly maps: readonly WarpMap[]
  /** It shows the pixels on all of these sides: none for the whole picture, two for a wedge. */
  readonly sides: readonly WarpSide[]
}

/**
 * How a template is laid on a face: as one plane from the front, folded at the nose tip on a turned head, between the two as
 * a blend of both.
 */
export interface MaskWarp {
  readonly kind: 'plane' | 'blended' | 'folded'
  /** One piece for a plane; else four around the nose tip. */
  readonly pieces: readonly WarpPiece[]
}

/** A head turned by less is drawn as a plane, by more as a fold, in degrees; our choice, by eye. */
const foldYawDeg = [8, 32] as const

/**
 * The same for how much nearer one end of the plane is to the camera than the other, from left to right, and any corner than
 * any other; our choice. Beyond the second the plane is stretched as no flat thing is seen.
 */
const foldDepthRatio = { sides: [1.8, 4], corners: [4, 9] } as const

/** The same for how far above the bridge of the nose the plane lies, as a share of the distance from there to the chin; our choice. */
const foldHeight = [0.035, 0.07] as const

/** Size and hold points of the first level of a template, or of any picture of a mask. */
export interface MaskPlane {
  readonly width: number
  readonly height: number
  readonly anchors: HoldPoints
}

/**
 * From the front the least-squares homography from the anchors a…f to the face's (Levenberg-Marquardt on the distances in
 * the picture), on a turned head the fold of `foldedMaps`. Every step between is continuous in the yaw and the points.
 *
 * @param yawDeg how far the head is turned, either way
 */
export function maskWarp(template: MaskPlane, face: HoldPoints, yawDeg: number): Outcome<MaskWarp, 'unstable-warp'> {
  const plane = planeHomography(template, face)
  const foldShare = Math.max(ramp(Math.abs(yawDeg), foldYawDeg), plane === null ? 1 : plane.stretched)
  const fold = foldShare === 0 ? null : foldedMaps(template.anchors, face)
  if (fold === null) {
    // where points allow no fold a plane that is no impossible one does
    if (plane === null || plane.stretched === 1) {
      return failed('unstable-warp', 'the points around the nose tip are not those of a face')
    }
    return succeeded({ kind: 'plane', pieces: [{ maps: [{ map: plane.map, share: 1 }], sides: [] }] })
  }
  if (plane === null || foldShare === 1) {
    return succeeded({ kind: 'folded', pieces: fold.map(({ map, sides }) => ({ maps: [{ map, share: 1 }], sides })) })
  }
  const flat: WarpMap = { map: plane.map, share: 1 - foldShare }
  return succeeded({
    kind: 'blended',
    pieces: fold.map(({ map, sides }) => ({ maps: [flat, { map, share: foldShare }], sides })),
  })
}

/** 0 up to the first limit, 1 from the second on, smooth between. */
function ramp(value: number, [from, to]: readonly [number, number]): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** Whether a pixel belongs to a piece. */
export function isInPiece({ sides }: WarpPiece, x: number, y: number): boolean {
  for (const { line, closed } of sides) {
    const distance = line[0] * x + line[1] * y + line[2]
    if (!(distance > 0 || (closed && distance === 0))) return false
  }
  return true
}

/** @returns with how much it is stretched as no flat thing is, 0..1; null when the plane would be folded over or mirrored */
function planeHomography(template: MaskPlane, face: HoldPoints): { map: Homography; stretched: number } | null {
  let map: Homography
  try {
    map = homographyFromPoints(template.anchors.subarray(0, 12), face.subarray(0, 12))
  } catch (error) {
    if (error instanceof ImagingError && error.code === 'degenerate-points') return null
    throw error
  }
  const corners = boxCorners({ x: 0, y: 0, width: template.width, height: template.height })
  const depths = [0, 2, 4, 6].map((i) => map[6] * corners[i]! + map[7] * corners[i + 1]! + map[8])
  const nearest = Math.min(...depths)
  if (!(nearest > 0 && turnsClockwise(applyHomography(map, corners)))) return null
  const [left, right] = [depths[0]! + depths[3]!, depths[1]! + depths[2]!]
  const stretched = Math.max(
    ramp(Math.max(left, right) / Math.min(left, right), foldDepthRatio.sides),
    ramp(Math.max(...depths) / nearest, foldDepthRatio.corners),
    ramp(heightOverBridge(map, template, face), foldHeight),
  )
  return { map, stretched }
}

/** A mask bunched on the chin is no plane, and its upper edge would lie on the lips. */
function heightOverBridge(map: Homography, { anchors }: MaskPlane, face: HoldPoints): number {
  const [x, y] = applyHomography(map, anchors.subarray(2, 4)) as unknown as [number, number]
  const [bridgeX, bridgeY, chinX, chinY] = [face[2]!, face[3]!, face[8]!, face[9]!]
  const [upX, upY] = [bridgeX - chinX, bridgeY - chinY]
  return ((x - bridgeX) * upX + (y - bridgeY) * upY) / (upX * upX + upY * upY)
}

function turnsClockwise(corners: Float64Array): boolean {
  return [0, 2, 4, 6].every((i) => {
    const [ax, ay, bx, by, cx, cy] = [0, 1, 2, 3, 4, 5].map((k) => corners[(i + k) % 8]!) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    return (bx - ax) * (cy - by) - (by - ay) * (cx - bx) > 0
  })
}
