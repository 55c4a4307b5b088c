import type { Affine, Homography } from '@maskmirror/imaging/geometry'
import { affineFromPoints } from './affine-from-points.ts'
import { affineThroughEdge } from './affine-through-edge.ts'
import type { WarpSide } from './mask-warp.ts'
import type { HoldPoints } from './six-points.ts'

/** A wedge of the picture around the nose tip and what brings a template there. */
export interface FoldedMap {
  readonly map: Homography
  readonly sides: readonly WarpSide[]
}

/**
 * The half of a mask that turns away stands off the line from nose tip to chin by at least this share of its length, at the
 * cheek and at the jaw: nose, lips and the mask itself hide the rest. Our choice, by eye.
 */
const farReach = { cheek: 0.2, jaw: 0.18 } as const

/**
 * A mask folded over the nose tip g. Below it each half goes by the affine map that takes g and the chin e to their places
 * and cheek and jaw as near as least squares allows; above it by the one that agrees at the fold to the cheek and takes b
 * to the bridge of the nose. Neighbours agree along the ray between them.
 *
 * @returns four wedges that share each pixel out to one of them; null when one would be mirrored or flat
 */
export function foldedMaps(anchors: HoldPoints, face: HoldPoints): FoldedMap[] | null {
  const held = withReach(face)
  const left = affineThroughEdge(anchors, held, { edge: [tip, chin], outer: [cheekLeft, jawLeft] })
  const right = affineThroughEdge(anchors, held, { edge: [tip, chin], outer: [cheekRight, jawRight] })
  const [foldLeft, foldRight] = [moved(left, anchors, cheekLeft), moved(right, anchors, cheekRight)]
  const upper = (cheek: number, fold: readonly [number, number]) =>
    affineFromPoints(
      [tip, bridge, cheek].flatMap((i) => [anchors[i * 2]!, anchors[i * 2 + 1]!]),
      [held[tip * 2]!, held[tip * 2 + 1]!, held[bridge * 2]!, held[bridge * 2 + 1]!, ...fold],
    )
  const [upperLeft, upperRight] = [upper(cheekLeft, foldLeft), upper(cheekRight, foldRight)]
  if (![left, upperLeft, upperRight, right].every(keepsItsSide)) return null
  // clockwise from the chin: each begins at one ray and ends before the next, the first takes both and the tip itself
  const rayTo = ([x, y]: readonly [number, number]) => lineFrom(held[tip * 2]!, held[tip * 2 + 1]!, x, y)
  const toChin = rayTo([held[chin * 2]!, held[chin * 2 + 1]!])
  const toLeft = rayTo(foldLeft)
  const toBridge = rayTo([held[bridge * 2]!, held[bridge * 2 + 1]!])
  const toRight = rayTo(foldRight)
  return [
    { map: homography(left), sides: [after(toChin, true), before(toLeft, true)] },
    { map: homography(upperLeft), sides: [after(toLeft, false), before(toBridge, true)] },
    { map: homography(upperRight), sides: [after(toBridge, false), before(toRight, true)] },
    { map: homography(right), sides: [after(toRight, false), before(toChin, false)] },
  ]
}

const [cheekLeft, bridge, cheekRight, jawLeft, chin, jawRight, tip] = [0, 1, 2, 3, 4, 5, 6]

type Line = WarpSide['line']

/** Distance from the line through two points, positive clockwise (on the screen) of the direction from the first to the second. */
function lineFrom(fromX: number, fromY: number, toX: number, toY: number): Line {
  const length = Math.hypot(toX - fromX, toY - fromY)
  const [a, b] = [(fromY - toY) / length, (toX - fromX) / length]
  return [a, b, -(a * fromX + b * fromY)]
}

function after(line: Line, closed: boolean): WarpSide {
  return { line, closed }
}

function before([a, b, c]: Line, closed: boolean): WarpSide {
  return { line: [-a, -b, -c], closed }
}

/** The points, the further cheek and jaw moved out along the line from nearer cheek to nose tip to where they are seen at least. */
function withReach(face: HoldPoints): HoldPoints {
  const [gx, gy] = [face[tip * 2]!, face[tip * 2 + 1]!]
  const [ex, ey] = [face[chin * 2]!, face[chin * 2 + 1]!]
  const length = Math.hypot(ex - gx, ey - gy)
  const [a, b, c] = lineFrom(gx, gy, ex, ey) // positive on the left
  const reachOf = (i: number, sign: 1 | -1) => sign * (a * face[i * 2]! + b * face[i * 2 + 1]! + c)
  const [left, right] = [reachOf(cheekLeft, 1), reachOf(cheekRight, -1)]
  const [near, far] = left >= right ? [cheekLeft, -1 as const] : [cheekRight, 1 as const]
  const nearReach = Math.max(left, right)
  const result = face.slice()
  if (nearReach <= 0) return result
  const moveOut = (i: number, share: number) => {
    const missing = share * length - reachOf(i, far)
    if (missing <= 0) return
    result[i * 2]! += (missing / nearReach) * (gx - face[near * 2]!)
    result[i * 2 + 1]! += (missing / nearReach) * (gy - face[near * 2 + 1]!)
  }
  moveOut(far === 1 ? cheekLeft : cheekRight, farReach.cheek)
  moveOut(far === 1 ? jawLeft : jawRight, farReach.jaw)
  return result
}

function moved([a, b, c, d, e, f]: Affine, points: HoldPoints, i: number): readonly [number, number] {
  const [x, y] = [points[i * 2]!, points[i * 2 + 1]!]
  return [a * x + b * y + c, d * x + e * y + f]
}

function keepsItsSide([a, b, , d, e]: Affine): boolean {
  const determinant = a * e - b * d
  return Number.isFinite(determinant) && determinant > 0
}

function homography([a, b, c, d, e, f]: Affine): Homography {
  return [a, b, c, d, e, f, 0, 0, 1]
}
