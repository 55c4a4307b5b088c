import type { DenseLandmarks } from './face-landmarker.ts'

/** Where a head is turned, degrees; 0 is straight into the camera. */
export interface HeadPose {
  /** Positive towards the picture's right. */
  readonly yawDeg: number
  /** Positive upwards. */
  readonly pitchDeg: number
  /** Positive clockwise. */
  readonly rollDeg: number
}

/** Vertices of the mesh that a frontal head has at the same height and depth: outer eye corners, ears, mouth corners. */
const levelPairs = [
  [33, 263],
  [234, 454],
  [61, 291],
] as const

/** Middle of the hairline and of the chin: in MediaPipe's canonical face the line between them is upright within a degree. */
const [hairline, chin] = [10, 152] as const

/**
 * The pose that the mesh's own depths say, as if the camera were far away: the axes of the face from points that a head
 * which looks straight ahead has level, and above one another.
 */
export function headPose({ mesh, depths }: Pick<DenseLandmarks, 'mesh' | 'depths'>): HeadPose {
  const { points } = mesh
  const between = (from: number, to: number) =>
    [
      points[2 * to]! - points[2 * from]!,
      points[2 * to + 1]! - points[2 * from + 1]!,
      depths[to]! - depths[from]!,
    ] as const
  const [rx, ry, rz] = levelPairs
    .map(([left, right]) => between(left, right))
    .reduce((sum, [x, y, z]) => [sum[0] + x, sum[1] + y, sum[2] + z])
  const [ux, uy, uz] = between(chin, hairline)
  // right × up, out of the face; the picture's y points down and depths away from the camera
  const noseX = ry * uz - rz * uy
  const noseY = -(rz * ux - rx * uz)
  const noseZ = -(rx * uy - ry * ux)
  const toDeg = 180 / Math.PI
  return {
    yawDeg: Math.atan2(noseX, noseZ) * toDeg,
    pitchDeg: Math.atan2(noseY, Math.hypot(noseX, noseZ)) * toDeg,
    rollDeg: Math.atan2(ry, rx) * toDeg,
  }
}
