import { failed, type Outcome, succeeded } from '@maskmirror/core'
import { ImagingError } from '@maskmirror/imaging'
import { applyHomography, type Homography, homographyFromPoints } from '@maskmirror/imaging/geometry'
import { affineThroughEdge } from './affine-through-edge.ts'
import type { SixPoints } from './six-points.ts'

/** A part of a template and where it goes. */
export interface WarpPiece {
  /** From pixels of the template's first level to pixels of the picture. */
  readonly map: Homography
  /** `null` for all of the picture, else a, b, c: the pixels with `a·x + b·y + c >= 0` (`> 0` when `open`). */
  readonly side: { readonly line: readonly [a: number, b: number, c: number]; readonly open: boolean } | null
}

/** How a template is laid on six points: as one plane, or folded along the line from nose bridge to chin. */
export interface MaskWarp {
  readonly kind: 'plane' | 'folded'
  /** One piece for a plane, left and right half for a fold. */
  readonly pieces: readonly WarpPiece[]
}

/** How much nearer one end of a plane mask may be to the camera than the other; our choice: beyond it the head is turned so far that a fold looks right. */
const maxDepthRatio = 2.5

/**
 * The least-squares homography from the template's anchors to the six points (Levenberg-Marquardt on the distances in
 * the picture). Where it would stretch the template as no flat thing is seen, the two halves go by an affine map each.
 *
 * @param template size and anchors of the template's first level
 */
export function maskWarp(
  template: { width: number; height: number; anchors: Float64Array },
  sixPoints: SixPoints,
): Outcome<MaskWarp, 'unstable-warp'> {
  const homography = planeHomography(template, sixPoints)
  if (homography !== null) return succeeded({ kind: 'plane', pieces: [{ map: homography, side: null }] })
  const [left, right] = [halfMap(template.anchors, sixPoints, [0, 3]), halfMap(template.anchors, sixPoints, [2, 5])]
  if (left === null || right === null) {
    return failed('unstable-warp', 'the six points do not lie around the line from nose bridge to chin')
  }
  // the line from b to e: left of it is where the picture's left cheek lies
  const [bx, by, ex, ey] = [sixPoints[2]!, sixPoints[3]!, sixPoints[8]!, sixPoints[9]!]
  const [a, b] = [by - ey, ex - bx]
  const c = -(a * bx + b * by)
  return succeeded({
    kind: 'folded',
    pieces: [
      { map: left, side: { line: [a, b, c], open: false } },
      { map: right, side: { line: [-a, -b, -c], open: true } },
    ],
  })
}

/** @returns null when the plane would be folded, mirrored or seen at an extreme angle */
function planeHomography(
  template: { width: number; height: number; anchors: Float64Array },
  sixPoints: SixPoints,
): Homography | null {
  let map: Homography
  try {
    map = homographyFromPoints(template.anchors, sixPoints)
  } catch (error) {
    if (error instanceof ImagingError && error.code === 'degenerate-points') return null
    throw error
  }
  const corners = templateCorners(template)
  const depths = [0, 2, 4, 6].map((i) => map[6] * corners[i]! + map[7] * corners[i + 1]! + map[8])
  const nearest = Math.min(...depths)
  if (!(nearest > 0 && Math.max(...depths) <= maxDepthRatio * nearest)) return null
  return turnsClockwise(applyHomography(map, corners)) ? map : null
}

/** x, y of the outermost pixel centres, clockwise on the screen from the upper left. */
export function templateCorners({ width, height }: { width: number; height: number }): number[] {
  return [0, 0, width - 1, 0, width - 1, height - 1, 0, height - 1]
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

function halfMap(anchors: Float64Array, sixPoints: SixPoints, outer: readonly number[]): Homography | null {
  const [a, b, c, d, e, f] = affineThroughEdge(anchors, sixPoints, { edge: [1, 4], outer })
  const determinant = a * e - b * d
  return Number.isFinite(determinant) && determinant > 0 ? [a, b, c, d, e, f, 0, 0, 1] : null
}
