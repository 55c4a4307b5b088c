import { mixRgb, type Rgb, scaleRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import { crownIndex, type HairEdges, hairEdges } from './hair-edges.ts'
import type { FineHair } from './ink-hairs.ts'
import { clamp, lerp, lerpPoint, type Point2 } from './point.ts'
import { bandPath } from './sketch.ts'
import { smoothPath } from './smooth-curve.ts'

/** What falls behind the neck; drawn before the body. */
export function drawBackHair(drawing: Drawing): void {
  const { identity, sketch, px } = drawing
  const { hair, pigment } = identity
  if (hair.endY < 0.5) return
  const { outer } = hairEdges(drawing)
  const [first, last] = [outer[0]!, outer.at(-1)!]
  const bottom = { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 + px(0.08) }
  sketch.fill(smoothPath([...outer, bottom], true), scaleRgb(pigment.hair, 0.62))
}

/**
 * What lies on the head and before the ears.
 *
 * @returns its single strands
 */
export function drawFrontHair(drawing: Drawing): FineHair[] {
  const { identity, sketch, px } = drawing
  const { hair, pigment } = identity
  const edges = hairEdges(drawing)
  const { outer, inner } = edges
  const colour = mixRgb(pigment.skin, pigment.hair, hair.density)
  const last = outer.length - 1
  const pieces: readonly (readonly [number, number])[] = hair.bald
    ? [
        [0, crownIndex - 4],
        [crownIndex + 4, last],
      ]
    : [[0, last]]
  return pieces.flatMap(([from, to]) => {
    const rim = inner.slice(from, to + 1)
    // the hairline is never a cut: hair thins out over the skin
    sketch.stroke(smoothPath(rim, false), mixRgb(pigment.skin, colour, 0.5), px(0.09), 0.35)
    sketch.fill(bandPath(outer.slice(from, to + 1), rim), colour, hair.density < 1 ? 0.85 : 1)
    return strandsOf(drawing, edges, [from, to], colour)
  })
}

const strandCount = 260

function strandsOf(
  drawing: Drawing,
  { outer, inner }: HairEdges,
  [from, to]: readonly [number, number],
  colour: Rgb,
): FineHair[] {
  const { identity, px } = drawing
  const { hair } = identity
  const rng = drawing.personRng.fork(`strands ${from}`)
  const tones: readonly Rgb[] = [
    scaleRgb(colour, 0.55),
    scaleRgb(colour, 0.75),
    mixRgb(scaleRgb(colour, 1.12), [255, 236, 210], 0.05),
    mixRgb(scaleRgb(colour, 1.28), [255, 236, 210], 0.1),
  ]
  const partIndex = clamp(Math.round(crownIndex + hair.part * crownIndex * 0.5), from, to)
  const at = (index: number, across: number) => {
    const k = clamp(Math.floor(index), 0, outer.length - 2)
    const t = clamp(index - k, 0, 1)
    return lerpPoint(lerpPoint(inner[k]!, inner[k + 1]!, t), lerpPoint(outer[k]!, outer[k + 1]!, t), across)
  }
  const wave = px(0.045) * hair.curl
  return Array.from({ length: strandCount }, (): FineHair => {
    const tone = rng.pick(tones)
    const phase = rng.uniform(0, 6.28)
    const isAlong = rng.next() < hair.flow
    const across = rng.uniform(0.02, 0.98)
    const end = rng.next() < 0.5 ? from : to
    const [start, reach] = [rng.uniform(0, 0.4), rng.uniform(0.5, 1)]
    const index = rng.uniform(from, to)
    const lean = (partIndex - index) * 0.16
    const steps = isAlong ? 9 : 6
    const points = Array.from({ length: steps + 1 }, (_, k): Point2 => {
      const t = k / steps
      // along the outline from the part to an end, or from the hairline back over the head
      const point = isAlong
        ? at(lerp(partIndex, end, lerp(start, reach, t)), lerp(across, 0.5, 0.12 * t))
        : at(clamp(index + lean * t, from, to), lerp(start * 0.8, lerp(reach, 1, 0.5), t))
      const sway = wave * Math.sin(phase + k * 2.1)
      return { x: point.x + sway, y: point.y + sway * 0.5 }
    })
    return { points, colour: tone, opacity: 0.35 }
  })
}
