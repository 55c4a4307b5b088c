import { createLandmarks } from '@maskmirror/core'
import type { ExactLandmarks } from '#dataset.ts'
import type { FacePoints } from './face-points.ts'
import type { Point3 } from './point.ts'
import type { Projection } from './projection.ts'

/** The points of both schemes, from the geometry that the picture is drawn from. */
export function projectLandmarks(face: FacePoints, projection: Projection): ExactLandmarks {
  const { surface, eyes, brows, nose, mouth } = face
  const [leftEye, rightEye] = eyes
  const [leftBrow, rightBrow] = brows
  const browAt = [0, 2, 4, 6, 8] as const
  const points: Point3[] = [
    ...contour(face, projection.pose.yawRad),
    ...browAt.toReversed().map((i) => leftBrow.middle[i]!),
    ...browAt.map((i) => rightBrow.middle[i]!),
    ...nose.bridge,
    ...nose.base,
    ...[
      leftEye.upper[6]!,
      leftEye.upper[4]!,
      leftEye.upper[2]!,
      leftEye.upper[0]!,
      leftEye.lower[2]!,
      leftEye.lower[4]!,
    ],
    ...[
      rightEye.upper[0]!,
      rightEye.upper[2]!,
      rightEye.upper[4]!,
      rightEye.upper[6]!,
      rightEye.lower[4]!,
      rightEye.lower[2]!,
    ],
    ...mouth.upperOuter,
    ...mouth.lowerOuter.slice(1, -1).reverse(),
    ...mouth.upperInner,
    ...mouth.lowerInner.slice(1, -1).reverse(),
  ]
  const five = [leftEye.centre, rightEye.centre, nose.bridge[3], mouth.upperOuter[0]!, mouth.upperOuter[6]!]
  const flat = (list: readonly Point3[]) => list.flatMap((point) => Object.values(projection.toPicture(point)))
  return { ibug68: createLandmarks('ibug68', flat(points)), arcface5: createLandmarks('arcface5', flat(five)) }

  /** Seventeen points of the outline, evenly spaced along each half, ear to chin to ear. */
  function contour(_: FacePoints, yawRad: number): Point3[] {
    const lower = surface.outline.filter((point) => point.y >= 0)
    const lengths = [0]
    for (let i = 1; i < lower.length; i++) {
      const [a, b] = [lower[i - 1]!, lower[i]!]
      lengths.push(lengths[i - 1]! + Math.hypot(b.x - a.x, b.y - a.y))
    }
    const heights = Array.from({ length: 9 }, (_, k) => {
      const along = (lengths.at(-1)! * k) / 8
      const i = Math.max(
        1,
        lengths.findIndex((length) => length >= along - 1e-9),
      )
      const t = (along - lengths[i - 1]!) / (lengths[i]! - lengths[i - 1]!)
      return lower[i - 1]!.y + (lower[i]!.y - lower[i - 1]!.y) * t
    })
    const half = (side: number) => heights.slice(0, 8).map((y) => surface.silhouette(y, side, yawRad))
    return [...half(-1), surface.silhouette(heights[8]!, 1, yawRad), ...half(1).reverse()]
  }
}
