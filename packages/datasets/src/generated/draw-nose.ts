import { mixRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import { shadowOf } from './pigment.ts'
import { lerpPoint } from './point.ts'
import { smoothPath } from './smooth-curve.ts'

export function drawNose(drawing: Drawing): void {
  const { sketch, identity, face, to, skinAt, px, size } = drawing
  const { skin } = identity.pigment
  const { nose } = identity
  const shadow = shadowOf(skin)
  const light = mixRgb(skin, [255, 250, 240], 0.5)
  const [root, , , tip] = face.nose.bridge.map(to)
  for (const side of [-1, 1] as const) {
    const flank = [
      skinAt(side * 0.15, -0.2),
      skinAt(side * (nose.bridge + 0.05), 0.05),
      skinAt(side * (nose.bridge + 0.03), nose.baseY * 0.5),
      skinAt(side * (nose.tip + 0.04), nose.baseY - nose.lift - 0.06),
    ]
    sketch.stroke(smoothPath(flank, false), shadow, px(0.07), 0.13)
    const wing = face.nose.wings[side < 0 ? 0 : 1].map(to)
    sketch.stroke(smoothPath(wing, false), shadow, px(0.05), 0.22)
    sketch.stroke(smoothPath(wing.slice(1), false), shadow, px(0.02), 0.6)
    const hole = skinAt(side * nose.wings * 0.46, nose.baseY - 0.015)
    const inner = skinAt(side * nose.wings * 0.16, nose.baseY + 0.02)
    const centre = lerpPoint(hole, inner, 0.25)
    sketch.glow(
      centre,
      size(0.09 * nose.nostrils, 0.048 * nose.nostrils),
      mixRgb(shadow, [20, 6, 4], 0.7),
      0.95,
      side * 0.35,
    )
  }
  const base = face.nose.base.map(to)
  sketch.stroke(smoothPath(base.slice(1, 4), false), shadow, px(0.022), 0.45)
  sketch.glow({ x: tip!.x, y: tip!.y - px(0.02) }, size(nose.tip * 0.8, 0.09), light, 0.35)
  const middle = lerpPoint(root!, tip!, 0.5)
  sketch.glow(middle, size(0.05, 0.3), light, 0.25)
}
