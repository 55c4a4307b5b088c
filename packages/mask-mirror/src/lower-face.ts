import type { Landmarks } from '@maskmirror/core'
import { fillPolygon } from '@maskmirror/imaging'
import type { FaceFrame, SixPoints } from '@maskmirror/mask-the-face'
import { cropSide } from './aligned-face.ts'

/** Where a mask may be in an aligned crop; pixels of 0 or 255. */
export interface LowerFace {
  /** Hidden by any mask worn as it should be: inside the six points, away from their outline. */
  readonly core: Uint8ClampedArray
  /** Beyond this no mask reaches: the face below the eyes with a margin. */
  readonly field: Uint8ClampedArray
}

/**
 * @param landmarks `ibug68` in pixels of the crop
 * @param sixPoints of the same face
 */
export function lowerFace(landmarks: Landmarks, frame: FaceFrame, sixPoints: SixPoints): LowerFace {
  // a, b, c, f, e, d: around the mask
  const order = [0, 1, 2, 5, 4, 3]
  const around = order.map((i) => [sixPoints[i * 2]!, sixPoints[i * 2 + 1]!] as const)
  const centre = [0, 1].map((k) => around.reduce((sum, point) => sum + point[k]!, 0) / 6) as [number, number]
  // our choice: landmarks under a mask are a few pixels off, so the core keeps away from them
  const core = around.flatMap(([x, y]) => [centre[0] + 0.75 * (x - centre[0]), centre[1] + 0.75 * (y - centre[1])])

  const { points } = landmarks
  const jaw = Array.from({ length: 15 }, (_, i) => [points[i * 2 + 2]!, points[i * 2 + 3]!] as const)
  const outward = jaw.flatMap(([x, y]) => [centre[0] + 1.1 * (x - centre[0]), centre[1] + 1.1 * (y - centre[1])])
  // the upper end: a line under the lower lids, a seventh of the eye distance below the eyes
  const lid = frame.iodPx / 7
  const upper = [frame.toImage(1.1 * frame.iodPx, lid), frame.toImage(-1.1 * frame.iodPx, lid)].flat()
  return {
    core: fillPolygon(cropSide, cropSide, core).data,
    field: fillPolygon(cropSide, cropSide, [...outward, ...upper]).data,
  }
}
