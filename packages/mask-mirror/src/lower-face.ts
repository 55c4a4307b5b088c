import type { Landmarks } from '@maskmirror/core'
import { fillPolygon } from '@maskmirror/imaging'
import type { FaceFrame, SixPoints } from '@maskmirror/mask-the-face'
import { cropSide } from './aligned-face.ts'

/** Zones of an aligned crop, each inside the next; pixels of 0 or 255. */
export interface LowerFace {
  /** Hidden by any mask worn as it should be: inside the six points, away from their outline. */
  readonly core: Uint8ClampedArray
  /** Hidden by most masks: inside the six points and the jaw. */
  readonly usual: Uint8ClampedArray
  /** Beyond this no mask reaches: the face below the eyes with a margin. */
  readonly field: Uint8ClampedArray
}

/**
 * @param landmarks `ibug68` in pixels of the crop
 * @param sixPoints of the same face
 */
export function lowerFace(landmarks: Landmarks, frame: FaceFrame, sixPoints: SixPoints): LowerFace {
  const pointAt = (i: number) => [sixPoints[i * 2]!, sixPoints[i * 2 + 1]!] as const
  const around = [0, 1, 2, 5, 4, 3].map(pointAt) // a, b, c, f, e, d
  const centre = [0, 1].map((k) => around.reduce((sum, point) => sum + point[k]!, 0) / 6) as [number, number]
  const scaled = (points: readonly (readonly [number, number])[], factor: number) =>
    points.flatMap(([x, y]) => [centre[0] + factor * (x - centre[0]), centre[1] + factor * (y - centre[1])])

  const { points } = landmarks
  const jaw = Array.from({ length: 15 }, (_, i) => [points[i * 2 + 2]!, points[i * 2 + 3]!] as const) // 1-15
  const bridge = [pointAt(2), pointAt(1), pointAt(0)] // c, b, a: back over the nose
  // the upper end of the field: a line under the lower lids, a seventh of the eye distance below the eyes
  const lid = frame.iodPx / 7
  const lids = [frame.toImage(1.1 * frame.iodPx, lid), frame.toImage(-1.1 * frame.iodPx, lid)].flat()
  const fill = (polygon: number[]) => fillPolygon(cropSide, cropSide, polygon).data
  return {
    // our choices: landmarks under a mask are a few pixels off, so the core keeps away from them and the field beyond
    core: fill(scaled(around, 0.75)),
    usual: fill([...scaled(jaw.slice(1, 14), 1), ...scaled(bridge, 1)]),
    field: fill([...scaled(jaw, 1.08), ...lids]),
  }
}
