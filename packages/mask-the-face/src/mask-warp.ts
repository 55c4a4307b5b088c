import { failed, type Outcome, succeeded } from '@maskmirror/core'
import { ImagingError } from '@maskmirror/imaging'
import { applyHomography, type Homography, homographyFromPoints } from '@maskmirror/imaging/geometry'
import { affineThroughEdge } from './affine-through-edge.ts'
import { boxCorners } from './pixel-box.ts'
import type { HoldPoints } from './six-points.ts'

/** The pixels on one side of a line: where `a·x + b·y + c`, the distance in pixels, is positive. */
export interface WarpSide {
  readonly line: readonly [a: number, b: number, c: number]
  /** Whether the line itself belongs to the side; `soft`: half of it does, over the width of a pixel. */
  readonly edge: 'closed' | 'open' | 'soft'
}

/** A part of a template and where it goes. */
export interface WarpPiece {
  /** From pixels of the template's first level to pixels of the picture. */
  readonly map: Homography
  /** `null` for all of the picture. */
  readonly side: WarpSide | null
}

/** How a template is laid on a face: as one plane, or folded along the line from nose tip to chin. */
export interface MaskWarp {
  readonly kind: 'plane' | 'folded'
  /** One piece for a plane; for a fold left and right half, or the one that a head in profile shows. */
  readonly pieces: readonly WarpPiece[]
}

/** How much nearer one end of a plane mask may be to the camera than the other; our choice: beyond it the head is turned so far that a fold looks right. */
const maxDepthRatio = 2.5

/** In profile a mask stands off nose tip and lips by this share of their distance to the chin; our choice. */
const profileMargin = 0.12

/** Size and hold points of the first level of a template, or of any picture of a mask. */
export interface MaskPlane {
  readonly width: number
  readonly height: number
  readonly anchors: HoldPoints
}

/**
 * The least-squares homography from the anchors a…f to the face's (Levenberg-Marquardt on the distances in the picture).
 * Where it would stretch the template as no flat thing is seen, the halves on both sides of the nose go by an affine map
 * each; a half that would be mirrored is turned away and left out.
 */
export function maskWarp(template: MaskPlane, face: HoldPoints): Outcome<MaskWarp, 'unstable-warp'> {
  const homography = planeHomography(template, face)
  if (homography !== null) return succeeded({ kind: 'plane', pieces: [{ map: homography, side: null }] })
  const left = halfMap(template.anchors, face, [0, 3])
  const right = halfMap(template.anchors, face, [2, 5])
  if (left === null && right === null) {
    return failed('unstable-warp', 'neither cheek lies on its side of the line from nose tip to chin')
  }
  // the distance from the line from nose tip to chin, positive where the picture's left cheek lies
  const [ex, ey, gx, gy] = [face[8]!, face[9]!, face[12]!, face[13]!]
  const length = Math.hypot(ex - gx, ey - gy)
  const [a, b] = [(gy - ey) / length, (ex - gx) / length]
  const c = -(a * gx + b * gy)
  if (left !== null && right !== null) {
    const leftSide: WarpSide = { line: [a, b, c], edge: 'closed' }
    const rightSide: WarpSide = { line: [-a, -b, -c], edge: 'open' }
    return succeeded({
      kind: 'folded',
      pieces: [
        { map: left, side: leftSide },
        { map: right, side: rightSide },
      ],
    })
  }
  const beyond = profileMargin * length
  const piece: WarpPiece =
    left !== null
      ? { map: left, side: { line: [a, b, c + beyond], edge: 'soft' } }
      : { map: right!, side: { line: [-a, -b, -c + beyond], edge: 'soft' } }
  return succeeded({ kind: 'folded', pieces: [piece] })
}

/** How much of a pixel lies on a side, 0..1. */
export function shareOnSide({ line, edge }: WarpSide, x: number, y: number): number {
  const distance = line[0] * x + line[1] * y + line[2]
  if (edge === 'soft') return Math.min(1, Math.max(0, distance + 0.5))
  return distance > 0 || (distance === 0 && edge === 'closed') ? 1 : 0
}

/** @returns null when the plane would be folded, mirrored or seen at an extreme angle */
function planeHomography(template: MaskPlane, face: HoldPoints): Homography | null {
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
  if (!(nearest > 0 && Math.max(...depths) <= maxDepthRatio * nearest)) return null
  return turnsClockwise(applyHomography(map, corners)) ? map : null
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

/** @returns null when the half would be mirrored or flattened */
function halfMap(anchors: HoldPoints, face: HoldPoints, outer: readonly number[]): Homography | null {
  const [a, b, c, d, e, f] = affineThroughEdge(anchors, face, { edge: [6, 4], outer })
  const determinant = a * e - b * d
  return Number.isFinite(determinant) && determinant > 0 ? [a, b, c, d, e, f, 0, 0, 1] : null
}
