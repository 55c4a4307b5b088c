import { applyHomography } from '@maskmirror/imaging/geometry'
import { type FaceFrame, pointsToImage } from './face-frame.ts'
import { frontIod } from './front-iod.ts'
import type { MaskStyle } from './mask-style.ts'
import type { MaskTemplate } from './mask-template.ts'
import type { MaskWarp, WarpPiece, WarpSide } from './mask-warp.ts'

/** An elastic under tension: a straight line in the picture, in pixels. */
export interface MaskLoop {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly widthPx: number
  /** In (0, 1]. */
  readonly opacity: number
}

/** Where the upper loop meets the ear, from the first and the last point of the jaw line: outwards, down and backwards, in eye distances seen from the front; our choice, by eye. */
const earPlace = { out: 0.13, down: -0.02, back: 0.3 } as const

/** The lower loop meets it so much further down. */
const earHeight = 0.36

/** Of an elastic, in the same unit; as wide as those that the templates show. */
const loopWidth = 0.038

/** Of a head turned by more than the first the further loops grow shorter, by more than the second there are none; in degrees, our choice. */
const hiddenYawDeg = [6, 24] as const

/** The loops that a template shows are no longer than this, in eye distances seen from the front. */
const drawnLength = 0.4

/**
 * The loops of a worn mask. Worn correctly they are those that the template shows; pulled down it loses them, and straight
 * ones lead from its corners to the ears. On the further side of a turned head the face hides them.
 *
 * @param template.loops where loops leave the mask on its left; on the right they lie mirrored
 */
export function placeLoops(
  warp: MaskWarp,
  template: Pick<MaskTemplate, 'width' | 'loops'>,
  { frame, style, yawDeg }: { frame: FaceFrame; style: MaskStyle; yawDeg: number },
): { warp: MaskWarp; loops: MaskLoop[] } {
  const { loops, width } = template
  if (loops === null) return { warp, loops: [] }
  const iod = frontIod(frame)
  const cuts: WarpSide[] = []
  const drawn: MaskLoop[] = []
  for (const side of ['left', 'right'] as const) {
    const piece = side === 'left' ? warp.pieces[0]! : warp.pieces.at(-1)!
    const corners = [0, 2].map((i) => placed(piece, side === 'left' ? loops[i]! : width - loops[i]!, loops[i + 1]!))
    const [upper, lower] = corners as [Point, Point]
    const away = side === 'left' ? -yawDeg : yawDeg
    const seen = 1 - Math.min(1, Math.max(0, (away - hiddenYawDeg[0]) / (hiddenYawDeg[1] - hiddenYawDeg[0])))
    if (style === 'correct') {
      if (seen < 1) cuts.push(insideOf(upper, lower, side, seen * drawnLength * iod))
      continue
    }
    cuts.push(insideOf(upper, lower, side, 0))
    if (seen === 0) continue
    const ears = earPoints(frame, side, yawDeg)
    for (const [i, from] of corners.entries()) {
      drawn.push({ from, to: ears[i]!, widthPx: Math.max(1, loopWidth * iod), opacity: seen })
    }
  }
  const pieces =
    cuts.length === 0 ? warp.pieces : warp.pieces.map((piece) => ({ ...piece, sides: [...piece.sides, ...cuts] }))
  return { warp: { ...warp, pieces }, loops: drawn }
}

type Point = readonly [x: number, y: number]

function earPoints(frame: FaceFrame, side: 'left' | 'right', yawDeg: number): [upper: Point, lower: Point] {
  const iod = frontIod(frame)
  const [i, sign] = side === 'left' ? [0, -1] : [32, 1]
  const yaw = (yawDeg * Math.PI) / 180
  const x = frame.points[i]! + iod * (sign * earPlace.out * Math.cos(yaw) - earPlace.back * Math.sin(yaw))
  const y = frame.points[i + 1]! + iod * earPlace.down
  const [upperX, upperY, lowerX, lowerY] = pointsToImage(frame, Float64Array.of(x, y, x, y + iod * earHeight))
  return [
    [upperX!, upperY!],
    [lowerX!, lowerY!],
  ]
}

/** What lies inside of the line through the corners moved outwards. */
function insideOf(upper: Point, lower: Point, side: 'left' | 'right', beyond: number): WarpSide {
  const inwards = side === 'left' ? 1 : -1
  const length = Math.hypot(lower[0] - upper[0], lower[1] - upper[1])
  const a = (inwards * (lower[1] - upper[1])) / length
  const b = (-inwards * (lower[0] - upper[0])) / length
  return { line: [a, b, beyond - a * upper[0] - b * upper[1]], closed: true }
}

/** Near where a piece brings a point of the template: the mean of its maps by their shares. */
function placed({ maps }: WarpPiece, x: number, y: number): Point {
  let [sumX, sumY] = [0, 0]
  for (const { map, share } of maps) {
    const [u, v] = applyHomography(map, [x, y])
    sumX += share * u!
    sumY += share * v!
  }
  return [sumX, sumY]
}
