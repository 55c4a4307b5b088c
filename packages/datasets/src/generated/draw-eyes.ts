import { mixRgb, type Rgb, scaleRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import type { EyePoints } from './face-points.ts'
import { shadowOf } from './pigment.ts'
import { lerp, lerpPoint, type Point2 } from './point.ts'
import { bandPath, dotsPath, linesPath } from './sketch.ts'
import { smoothPath } from './smooth-curve.ts'

/** Radius of the coloured part: 5.9 mm. */
const irisRadius = 0.084

export function drawEye(drawing: Drawing, eye: EyePoints): void {
  const { sketch, identity, to, px, size, projection } = drawing
  const { skin, iris } = identity.pigment
  const shadow = shadowOf(skin)
  const lash: Rgb = mixRgb([22, 14, 12], identity.pigment.brow, 0.15)
  const upper = eye.upper.map(to)
  const lower = eye.lower.map(to)
  const opening = bandPath(upper, lower)
  if (eye.crease !== null) {
    const crease = eye.crease.map(to)
    sketch.fill(bandPath(crease, upper), mixRgb(skin, shadow, 0.3), 0.6)
    sketch.stroke(smoothPath(crease.slice(0, 7), false), shadow, px(0.02), 0.75)
  } else {
    sketch.glow(upper[3]!, size(0.22, 0.1), shadow, 0.25)
  }
  const pupil = to(eye.pupil)
  const radius = px(irisRadius)
  const disc = (at: Point2, r: number) => ellipsePath(at, r * Math.cos(projection.pose.yawRad * 0.8), r)
  sketch.fill(opening, [226, 218, 212])
  sketch.within(opening, () => {
    sketch.fill(dotsPath([{ at: lerpPoint(upper[0]!, lower[0]!, 0.5), radius: px(0.035) }]), [196, 128, 118], 0.8)
    sketch.fill(disc(pupil, radius), scaleRgb(iris, 0.45))
    sketch.fill(disc(pupil, radius * 0.84), iris)
    sketch.fill(
      disc({ x: pupil.x, y: pupil.y + radius * 0.25 }, radius * 0.55),
      mixRgb(iris, [255, 240, 210], 0.25),
      0.5,
    )
    sketch.fill(disc(pupil, radius * 0.42), [8, 6, 6])
    // the upper lid shades the ball
    sketch.stroke(smoothPath(upper, false), [40, 24, 20], px(0.07), 0.35)
    const glint = { x: pupil.x + radius * 0.3, y: pupil.y - radius * 0.38 }
    sketch.fill(dotsPath([{ at: glint, radius: radius * 0.2 }]), [255, 255, 255], 0.9)
  })
  const { lashes } = identity.eyes
  const lidWidth = 0.018 + 0.022 * lashes
  const thick = upper.map((point, i) => ({ x: point.x, y: point.y - px(lidWidth) * lerp(0.35, 1, i / 6) }))
  sketch.fill(bandPath(thick, upper), lash, 0.92)
  sketch.stroke(smoothPath(upper, false), lash, 0.8, 0.8)
  sketch.stroke(smoothPath(lower.slice(1), false), mixRgb(shadow, lash, 0.4), px(0.014), 0.5)
  sketch.stroke(linesPath(lashLines(upper, eye.side, px(0.05 + 0.06 * lashes))), lash, 0.7, 0.35 + 0.5 * lashes)
}

/** Short hairs outwards along the outer half of the upper lid. */
function lashLines(upper: readonly Point2[], side: number, length: number): (readonly [Point2, Point2])[] {
  return Array.from({ length: 9 }, (_, k) => {
    const along = lerp(2.4, 6, k / 8)
    const i = Math.min(5, Math.floor(along))
    const root = lerpPoint(upper[i]!, upper[i + 1]!, along - i)
    const out = lerp(0.15, 0.95, k / 8)
    return [root, { x: root.x + side * length * out, y: root.y - length * lerp(0.9, 0.45, k / 8) }] as const
  })
}

function ellipsePath(at: Point2, rx: number, ry: number): string {
  const f = (value: number) => value.toFixed(2)
  return `M${f(at.x - rx)},${f(at.y)}a${f(rx)},${f(ry)} 0 1,0 ${f(2 * rx)},0a${f(rx)},${f(ry)} 0 1,0 ${f(-2 * rx)},0Z`
}
