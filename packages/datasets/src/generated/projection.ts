import type { Point2, Point3 } from './point.ts'

/** How the head is turned and where it is in the picture. */
export interface Pose {
  /** Radians, positive turns the face to the image's right. */
  readonly yawRad: number
  /** Radians, positive looks up. */
  readonly pitchRad: number
  /** Radians, positive leans clockwise on the screen. */
  readonly rollRad: number
  /** Pixels a unit of the head. */
  readonly scalePx: number
}

/** Maps points of the head to the picture. */
export interface Projection {
  readonly pose: Pose
  readonly toPicture: (point: Point3) => Point2
  /** Units towards the viewer after turning. */
  readonly depth: (point: Point3) => number
}

/** One metre, in units of the head. */
const metre = 14

/**
 * Turns by yaw, then pitch, then roll, with perspective.
 *
 * @param anchor a point of the head and where in the picture it comes to lie
 * @param cameraDistance from the middle of the head, in its units
 */
export function createProjection(
  pose: Pose,
  anchor: { point: Point3; x: number; y: number },
  cameraDistance = metre,
): Projection {
  const { yawRad, pitchRad, rollRad, scalePx } = pose
  const [sinYaw, cosYaw] = [Math.sin(yawRad), Math.cos(yawRad)]
  const [sinPitch, cosPitch] = [Math.sin(pitchRad), Math.cos(pitchRad)]
  const [sinRoll, cosRoll] = [Math.sin(rollRad), Math.cos(rollRad)]
  const depth = ({ x, y, z }: Point3) => y * sinPitch + (z * cosYaw - x * sinYaw) * cosPitch
  const project = (point: Point3): Point2 => {
    const near = point.z * cosYaw - point.x * sinYaw
    const perspective = (scalePx * cameraDistance) / (cameraDistance - depth(point))
    const x = (point.x * cosYaw + point.z * sinYaw) * perspective
    const y = (point.y * cosPitch - near * sinPitch) * perspective
    return { x: x * cosRoll - y * sinRoll, y: x * sinRoll + y * cosRoll }
  }
  const origin = project(anchor.point)
  return {
    pose,
    depth,
    toPicture: (point) => {
      const { x, y } = project(point)
      return { x: x - origin.x + anchor.x, y: y - origin.y + anchor.y }
    },
  }
}
