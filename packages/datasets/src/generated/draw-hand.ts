import { mixRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import type { Occluder } from './occluder.ts'
import { shadowOf } from './pigment.ts'
import { lerp, type Point2 } from './point.ts'
import { smoothPath } from './smooth-curve.ts'

/** Where each finger lies on the back of a hand, across and along it, and how long it is; in units of the head. */
const fingers = [
  { across: -0.3, length: 0.72 },
  { across: -0.1, length: 0.84 },
  { across: 0.1, length: 0.8 },
  { across: 0.3, length: 0.62 },
] as const

/** The person's own hand from below at a side, fingers up, over cheek and mouth. */
export function drawFingers({ sketch, identity, to, px }: Drawing, { side, reach }: Occluder): void {
  const { pigment, mouth } = identity
  const skin = mixRgb(pigment.skin, shadowOf(pigment.skin), 0.08)
  const shadow = shadowOf(pigment.skin)
  // how far it leans over to the middle
  const lean = side * lerp(-0.25, -0.6, reach)
  const wrist = to({ x: side * lerp(0.95, 0.7, reach), y: mouth.y + 1.5, z: 1.3 })
  const scale = px(1.15)
  const [sin, cos] = [Math.sin(lean), Math.cos(lean)]
  // u across to the thumb's side, v from the wrist to the finger tips
  const at = (u: number, v: number): Point2 => ({
    x: wrist.x + (u * side * cos + v * sin) * scale,
    y: wrist.y + (u * side * sin - v * cos) * scale,
  })
  const palm = [
    at(-0.3, -0.9),
    at(-0.4, 0.2),
    at(-0.42, 0.75),
    at(0, 0.86),
    at(0.42, 0.75),
    at(0.38, 0.2),
    at(0.28, -0.9),
  ]
  sketch.fill(smoothPath(palm, true), skin)
  const thumb = [at(0.3, 0.25), at(0.55, 0.5), at(0.6, 0.85)]
  sketch.stroke(smoothPath(thumb, false), skin, scale * 0.2)
  for (const { across, length } of fingers) {
    const bone = [at(across, 0.6), at(across * 1.1, 0.75 + length * 0.5), at(across * 1.15, 0.75 + length)]
    sketch.stroke(smoothPath(bone, false), mixRgb(skin, shadow, 0.35), scale * 0.205)
    sketch.stroke(smoothPath(bone, false), skin, scale * 0.18)
    const nail = at(across * 1.15, 0.74 + length)
    sketch.glow(nail, { x: scale * 0.05, y: scale * 0.07 }, mixRgb(skin, [255, 225, 215], 0.6), 0.9, lean)
    for (const joint of [0.42, 0.7]) {
      const crease = [at(across * 1.1 - 0.06, 0.75 + length * joint), at(across * 1.1 + 0.06, 0.75 + length * joint)]
      sketch.stroke(smoothPath(crease, false), shadow, scale * 0.012, 0.5)
    }
  }
}
