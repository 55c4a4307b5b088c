/** A point of the picture in pixels; (0, 0) is the centre of the first one. */
export interface Point2 {
  readonly x: number
  readonly y: number
}

/**
 * A point of the head. One unit is half the width of an average face (about 70 mm); the origin lies between the eyes,
 * in the middle of the head. x to the image's right, y down, z towards the viewer.
 */
export interface Point3 {
  readonly x: number
  readonly y: number
  readonly z: number
}

export function lerp(a: number, b: number, t: number): number {
  return a + (b - a) * t
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

/** 0 up to `from`, 1 from `to` on, smooth between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1)
  return t * t * (3 - 2 * t)
}

export function lerpPoint(a: Point2, b: Point2, t: number): Point2 {
  return { x: lerp(a.x, b.x, t), y: lerp(a.y, b.y, t) }
}
