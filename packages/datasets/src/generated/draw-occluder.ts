import { type Rgb, scaleRgb } from './colour.ts'
import { drawFingers } from './draw-hand.ts'
import type { Drawing } from './drawing.ts'
import type { Occluder, OccluderKind } from './occluder.ts'
import { lerp, type Point2 } from './point.ts'
import { smoothPath } from './smooth-curve.ts'

/** Draws what is before the face, and nothing else, onto the drawing's sketch. */
export function drawOccluder(drawing: Drawing, occluder: Occluder): void {
  draw[occluder.kind](drawing, occluder)
}

const draw: Readonly<Record<OccluderKind, (drawing: Drawing, occluder: Occluder) => void>> = {
  sunglasses: drawSunglasses,
  cap: drawCap,
  scarf: drawScarf,
  hand: drawFingers,
  hair: drawFallenHair,
  microphone: drawMicrophone,
}

function drawSunglasses({ sketch, identity, face, to, px, appearance }: Drawing, { reach }: Occluder): void {
  const { apart } = identity.eyes
  const front = face.surface.at(0.2, 0.02).z + 0.17
  const lens: Rgb = [24, 22, 26]
  const [wide, high] = [lerp(0.34, 0.44, reach), lerp(0.24, 0.36, reach)]
  const at = (side: number, x: number, y: number) =>
    to({ x: side * (apart + x), y, z: front - 0.3 * Math.max(0, apart + x - 0.45) })
  for (const side of [-1, 1]) {
    const rim = [
      at(side, -wide * 0.85, -high * 0.75),
      at(side, 0, -high * 0.95),
      at(side, wide * 0.95, -high * 0.8),
      at(side, wide, 0),
      at(side, wide * 0.6, high * 0.9),
      at(side, -wide * 0.1, high),
      at(side, -wide * 0.8, high * 0.55),
    ]
    sketch.fill(smoothPath(rim, true), lens, 0.94)
    sketch.glow(at(side, -0.1, -high * 0.45), { x: px(0.16), y: px(0.09) }, [150, 160, 175], 0.35, side * 0.3)
    const temple = [at(side, wide * 0.95, -0.12), to(face.surface.silhouette(-0.08, side, appearance.yawRad))]
    sketch.stroke(smoothPath(temple, false), lens, px(0.06))
  }
  sketch.stroke(smoothPath([at(-1, -wide * 0.8, -0.1), at(1, -wide * 0.8, -0.1)], false), lens, px(0.05))
}

function drawCap({ sketch, identity, face, to, px, appearance }: Drawing, { colour, reach }: Occluder): void {
  const { head } = identity
  const brim = lerp(-0.72, -0.44, reach)
  const edge = (side: number, y: number, grow: number) => to(face.surface.silhouette(y, side, appearance.yawRad, grow))
  const top = to({ x: 0, y: head.crownY - 0.14, z: 0 })
  const dome = [
    edge(-1, brim, 0.06),
    edge(-1, -0.95, 0.13),
    edge(-1, head.crownY + 0.18, 0.16),
    top,
    edge(1, head.crownY + 0.18, 0.16),
    edge(1, -0.95, 0.13),
    edge(1, brim, 0.06),
  ]
  const visor = (grow: number): Point2[] =>
    [-0.92, -0.5, 0, 0.5, 0.92].map((x) => to({ x, y: brim + grow * (1 - 0.75 * x * x), z: 1.15 + grow }))
  sketch.fill(`${smoothPath(dome, false)}L${smoothPath(visor(0.02).reverse(), false).slice(1)}Z`, colour)
  sketch.stroke(smoothPath([top, to({ x: 0, y: brim, z: 1.1 })], false), scaleRgb(colour, 0.7), px(0.02), 0.7)
  const tip = visor(0.34).reverse()
  sketch.fill(`${smoothPath(visor(-0.02), false)}L${smoothPath(tip, false).slice(1)}Z`, scaleRgb(colour, 0.72))
}

function drawScarf({ sketch, identity, face, to, px, appearance }: Drawing, { colour, reach }: Occluder): void {
  const { mouth, nose, head } = identity
  // from the chin up to under the nose
  const rim = lerp(mouth.y + 0.32, nose.baseY + 0.02, reach)
  const side = (sign: number) => face.surface.silhouette(rim - 0.18, sign, appearance.yawRad, 0.05)
  const upper = [
    to(side(-1)),
    to({ x: -0.5, y: rim - 0.03, z: 0.95 }),
    to({ x: 0, y: rim + 0.05, z: 1.2 }),
    to({ x: 0.5, y: rim - 0.03, z: 0.95 }),
    to(side(1)),
  ]
  const below = head.chinY + 0.95
  const lower = [1.35, 0.6, 0, -0.6, -1.35].map((x) => to({ x, y: below + 0.12 * Math.cos(x * 3), z: 0.3 }))
  sketch.fill(`${smoothPath(upper, false)}L${smoothPath(lower, false).slice(1)}Z`, colour)
  for (const [i, share] of [0.16, 0.34, 0.55, 0.78].entries()) {
    const fold = upper.map((point, k): Point2 => {
      const end = lower[4 - k]!
      const t = share + 0.05 * Math.sin(i * 2 + k)
      return { x: lerp(point.x, end.x, t), y: lerp(point.y, end.y, t) }
    })
    sketch.stroke(smoothPath(fold, false), scaleRgb(colour, i % 2 === 0 ? 0.62 : 1.18), px(0.06), 0.6)
  }
}

/** A lock that has fallen from the hairline over an eye, down to the cheek or the mouth. */
function drawFallenHair({ sketch, identity, face, to, px }: Drawing, { side, reach }: Occluder): void {
  const { pigment, hair, mouth } = identity
  const end = lerp(0.35, mouth.y + 0.1, reach)
  const at = (x: number, y: number) => {
    const point = face.surface.at(x, Math.min(y, mouth.y))
    return to({ ...point, y, z: point.z + 0.06 })
  }
  const root = Math.max(hair.hairlineY, -0.95) - 0.06
  const [inner, outer] = [lerp(0.18, 0.02, reach), 0.86]
  const lock = [
    at(side * 0.05, root),
    at(side * (inner + 0.04), -0.4),
    at(side * (inner + 0.1), 0.1),
    at(side * 0.52, end),
    at(side * 0.7, end - 0.14),
    at(side * outer, 0),
    at(side * outer, -0.5),
    at(side * 0.5, root - 0.04),
  ]
  sketch.fill(smoothPath(lock, true), pigment.hair)
  for (let k = 0; k < 7; k++) {
    const t = (k + 0.5) / 7
    const strand = [
      at(side * lerp(0.08, 0.5, t), root),
      at(side * lerp(inner + 0.08, outer - 0.04, t), -0.2),
      at(side * lerp(0.5, 0.66, t), end - 0.06 - 0.08 * t),
    ]
    sketch.stroke(smoothPath(strand, false), scaleRgb(pigment.hair, k % 2 === 0 ? 0.65 : 1.3), px(0.018), 0.6)
  }
}

/** Held from below, before mouth or chin. */
function drawMicrophone({ sketch, identity, to, px }: Drawing, { colour, side, reach }: Occluder): void {
  const { mouth } = identity
  const head = to({ x: side * 0.12, y: lerp(mouth.y + 0.42, mouth.y + 0.12, reach), z: 1.6 })
  const radius = px(lerp(0.24, 0.32, reach))
  const foot = { x: head.x + side * px(0.55), y: head.y + px(2.6) }
  const dark = scaleRgb(colour, 0.35)
  sketch.stroke(smoothPath([head, foot], false), dark, px(0.26))
  sketch.stroke(smoothPath([{ x: head.x + 1, y: head.y }, foot], false), scaleRgb(colour, 0.55), px(0.06), 0.6)
  const ring = (r: number): Point2[] =>
    Array.from({ length: 12 }, (_, k) => {
      const angle = (k / 12) * 2 * Math.PI
      return { x: head.x + r * Math.cos(angle), y: head.y + r * Math.sin(angle) }
    })
  sketch.fill(smoothPath(ring(radius), true), [58, 58, 62])
  sketch.glow(
    { x: head.x - radius * 0.3, y: head.y - radius * 0.35 },
    { x: radius * 0.6, y: radius * 0.6 },
    [190, 190, 196],
    0.5,
  )
}
