import { mixRgb, type Rgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import { shadowOf } from './pigment.ts'
import type { Point2 } from './point.ts'
import { smoothPath } from './smooth-curve.ts'

/** The head's outline in the picture, closed. */
export function headPath({ face, projection, to }: Pick<Drawing, 'face' | 'projection' | 'to'>): string {
  const { outline, silhouette } = face.surface
  const { yawRad } = projection.pose
  const heights = outline.filter((_, i) => i % 3 === 0 || i === outline.length - 1).map((point) => point.y)
  const side = (sign: number) => heights.map((y) => to(silhouette(y, sign, yawRad)))
  return smoothPath([...side(1), ...side(-1).slice(1, -1).reverse()], true)
}

/** Ears that are turned away from the viewer lie behind the head, the others before it. */
export function drawEars(drawing: Drawing, layer: 'behind' | 'before'): void {
  const { sketch, identity, face, projection, to } = drawing
  const { skin } = identity.pigment
  const { size, stickOut } = identity.ears
  for (const side of [-1, 1]) {
    const turnedTo = Math.sin(projection.pose.yawRad) * -side > 0.12
    if ((layer === 'before') !== turnedTo) continue
    const at = (out: number, y: number) => {
      const w = face.surface.halfWidth(y * 0.6)
      return to({ x: side * (w - 0.04 + out * stickOut), y: 0.22 + (y - 0.22) * size, z: -0.05 - 0.25 * out })
    }
    const rim: Point2[] = [
      at(0, -0.12),
      at(0.7, -0.2),
      at(1.15, -0.06),
      at(1.1, 0.16),
      at(0.75, 0.36),
      at(0.5, 0.52),
      at(0.1, 0.54),
      at(-0.1, 0.3),
    ]
    sketch.fill(smoothPath(rim, true), mixRgb(skin, shadowOf(skin), 0.12))
    sketch.stroke(
      smoothPath([at(0.1, -0.06), at(0.65, -0.1), at(0.9, 0.04), at(0.7, 0.26), at(0.4, 0.34)], false),
      shadowOf(skin),
      1.4,
      0.45,
    )
    sketch.stroke(smoothPath(rim.slice(1, 7), false), shadowOf(skin), 0.8, 0.35)
  }
}

/** What colours the skin of the head: blush, sockets, folds. Light comes later. */
export function drawSkinTones(drawing: Drawing): void {
  const { sketch, identity, appearance, skinAt, px, size } = drawing
  const { skin, melanin } = identity.pigment
  const { marks, eyes, nose, mouth, head } = identity
  const { smile } = appearance.expression
  const shadow = shadowOf(skin)
  const rose: Rgb = mixRgb(skin, [206, 88, 78], 0.6)
  for (const side of [-1, 1]) {
    sketch.glow(skinAt(side * 0.58, 0.55), size(0.34, 0.28), rose, marks.blush * (1 - 0.6 * melanin) * 0.6)
    sketch.glow(skinAt(side * (eyes.apart - 0.1), -0.12), size(0.3, 0.17), shadow, 0.32)
    sketch.glow(skinAt(side * (eyes.apart + 0.02), 0.14), size(0.25, 0.09), shadow, 0.12 + 0.22 * marks.eyeBags)
    const fold = [
      skinAt(side * (nose.wings + 0.03), nose.baseY - 0.13),
      skinAt(side * (nose.wings + 0.12), nose.baseY + 0.06),
      skinAt(side * (mouth.halfWidth + 0.08 + 0.06 * smile), mouth.y - 0.08),
    ]
    sketch.stroke(smoothPath(fold, false), shadow, px(0.055), 0.08 + 0.2 * marks.nasolabial + 0.16 * smile)
    sketch.stroke(smoothPath(fold, false), shadow, px(0.02), 0.3 * marks.nasolabial + 0.15 * smile)
  }
  sketch.glow(skinAt(0, nose.baseY + 0.1), size(0.2, 0.08), shadow, 0.3)
  sketch.glow(skinAt(0, mouth.y + mouth.lower + 0.1), size(0.26, 0.07), shadow, 0.3)
  sketch.glow(skinAt(0, head.chinY - 0.02), size(0.5, 0.12), shadow, 0.3)
}
