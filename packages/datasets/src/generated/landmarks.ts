import { createLandmarks } from '@maskmirror/core'
import type { ExactLandmarks } from '#dataset.ts'
import type { FacePoints } from './face-points.ts'
import type { HeadSurface } from './head-surface.ts'
import { lerp, type Point3 } from './point.ts'
import type { Projection } from './projection.ts'

/** The points of both schemes, from the geometry that the picture is drawn from. */
export function projectLandmarks(face: FacePoints, projection: Projection): ExactLandmarks {
  const { surface, eyes, brows, nose, mouth } = face
  const [leftEye, rightEye] = eyes
  const [leftBrow, rightBrow] = brows
  const browAt = [0, 2, 4, 6, 8] as const
  const points: Point3[] = [
    ...contour(surface, projection.pose.yawRad),
    ...browAt.toReversed().map((i) => leftBrow.middle[i]!),
    ...browAt.map((i) => rightBrow.middle[i]!),
    ...nose.bridge,
    ...nose.base,
    ...[6, 4, 2, 0].map((i) => leftEye.upper[i]!),
    ...[2, 4].map((i) => leftEye.lower[i]!),
    ...[0, 2, 4, 6].map((i) => rightEye.upper[i]!),
    ...[4, 2].map((i) => rightEye.lower[i]!),
    ...mouth.upperOuter,
    ...mouth.lowerOuter.slice(1, -1).reverse(),
    ...mouth.upperInner,
    ...mouth.lowerInner.slice(1, -1).reverse(),
  ]
  const five = [leftEye.centre, rightEye.centre, nose.bridge[3], mouth.upperOuter[0]!, mouth.upperOuter[6]!]
  const flat = (list: readonly Point3[]) =>
    list.flatMap((point) => {
      const { x, y } = projection.toPicture(point)
      return [x, y]
    })
  return { ibug68: createLandmarks('ibug68', flat(points)), arcface5: createLandmarks('arcface5', flat(five)) }
}

/** Seventeen points of the outline, evenly spaced along each half, from ear to chin to ear. */
function contour({ outline, silhouette }: HeadSurface, yawRad: number): Point3[] {
  const lower = outline.filter((point) => point.y >= 0)
  const lengths = [0]
  for (let i = 1; i < lower.length; i++) {
    const [a, b] = [lower[i - 1]!, lower[i]!]
    lengths.push(lengths[i - 1]! + Math.hypot(b.x - a.x, b.y - a.y))
  }
  const heights = Array.from({ length: 9 }, (_, k) => {
    const along = (lengths.at(-1)! * k) / 8
    const i = lengths.findIndex((length, index) => index > 0 && length >= along - 1e-9)
    const share = (along - lengths[i - 1]!) / (lengths[i]! - lengths[i - 1]!)
    return lerp(lower[i - 1]!.y, lower[i]!.y, share)
  })
  const half = (side: number) => heights.slice(0, 8).map((y) => silhouette(y, side, yawRad))
  return [...half(-1), silhouette(heights[8]!, 1, yawRad), ...half(1).reverse()]
}
