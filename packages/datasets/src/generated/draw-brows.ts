import { mixRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import type { BrowPoints } from './face-points.ts'
import type { FineHair } from './ink-hairs.ts'
import { lerp, lerpPoint } from './point.ts'
import { bandPath } from './sketch.ts'

/** @returns its single hairs */
export function drawBrow(drawing: Drawing, brow: BrowPoints): FineHair[] {
  const { sketch, identity, to, px } = drawing
  const { density } = identity.brows
  const middle = brow.middle.map(to)
  const edge = (sign: number) =>
    middle.map((point, i) => ({ x: point.x, y: point.y + sign * px(brow.halfThickness[i]!) * (sign < 0 ? 1 : 0.9) }))
  const [above, below] = [edge(-1), edge(1)]
  const colour = identity.pigment.brow
  sketch.fill(bandPath(above, below), mixRgb(colour, identity.pigment.skin, 0.12), 0.4 + 0.45 * density)
  const rng = drawing.personRng.fork(`brow ${brow.side}`)
  const dark = mixRgb(colour, [0, 0, 0], 0.3)
  return Array.from({ length: 70 }, (): FineHair => {
    const along = rng.uniform(0, 7.6)
    const i = Math.floor(along)
    const across = rng.uniform(-0.1, 1.05)
    const at = (position: number, share: number) => {
      const k = Math.min(7, Math.floor(position))
      const t = Math.min(1, position - k)
      return lerpPoint(lerpPoint(above[k]!, above[k + 1]!, t), lerpPoint(below[k]!, below[k + 1]!, t), share)
    }
    // hairs rise at the inner end and lie flat along the outer one
    const tip = at(Math.min(8, along + 0.8), across - lerp(0.7, -0.15, i / 8))
    return { points: [at(along, across), tip], colour: dark, opacity: 0.25 + 0.4 * density }
  })
}
