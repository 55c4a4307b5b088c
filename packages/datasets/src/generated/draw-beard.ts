import { mixRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import type { FineHair } from './ink-hairs.ts'
import { clamp, lerp, smoothstep } from './point.ts'

/**
 * Stubble, moustache and beard, denser where the person's grows.
 *
 * @returns its single hairs
 */
export function drawBeard(drawing: Drawing): FineHair[] {
  const { sketch, identity, skinAt, size } = drawing
  const { beard, mouth, nose, head, pigment } = identity
  if (beard.moustache + beard.chin + beard.cheeks === 0) return []
  const rng = drawing.personRng.fork('beard')
  const colour = mixRgb(pigment.brow, [20, 16, 14], 0.25)
  const full = clamp((Math.max(beard.chin, beard.moustache) - 0.35) / 0.4, 0, 1)
  if (full > 0) {
    const under = (x: number, y: number, rx: number, ry: number, density: number) => {
      sketch.glow(skinAt(x, y), size(rx, ry), colour, full * density * 0.8)
    }
    under(0, head.chinY - 0.12, 0.5, 0.36, beard.chin)
    under(-mouth.halfWidth * 0.55, mouth.y - mouth.upper - 0.07, 0.32, 0.12, beard.moustache)
    under(mouth.halfWidth * 0.55, mouth.y - mouth.upper - 0.07, 0.32, 0.12, beard.moustache)
    for (const side of [-1, 1]) under(side * (head.jaw - 0.14), mouth.y + 0.05, 0.3, 0.55, beard.cheeks)
  }
  const hairs: FineHair[] = []
  for (let i = 0; i < 5000; i++) {
    const x = rng.uniform(-1, 1)
    const y = rng.uniform(nose.baseY - 0.1, head.chinY)
    if (rng.next() > densityAt(x, y)) continue
    const length = beard.length * rng.uniform(0.6, 1.4)
    const tip = skinAt(x + length * (0.5 * x + 0.4 * rng.normal()), Math.min(head.chinY, y + length))
    hairs.push({ points: [skinAt(x, y), tip], colour, opacity: lerp(0.3, 0.45, full) })
  }
  return hairs

  /** Zero on the lips, above the cheeks' edge and outside of the face. */
  function densityAt(x: number, y: number): number {
    const ax = Math.abs(x)
    const lips = ax < mouth.halfWidth + 0.03 && y > mouth.y - mouth.upper - 0.02 && y < mouth.y + mouth.lower + 0.03
    if (lips || ax > drawing.face.surface.halfWidth(y) * 0.97) return 0
    const moustache = y < mouth.y && ax < mouth.halfWidth + 0.08 && y > nose.baseY + 0.04 ? beard.moustache : 0
    const chin = y > mouth.y - 0.02 ? beard.chin * (1 - smoothstep(0.4, 0.62, ax)) : 0
    const edge = lerp(mouth.y + 0.25, 0.25, smoothstep(0.35, 0.85, ax))
    const cheeks = beard.cheeks * smoothstep(edge - 0.05, edge + 0.2, y) * smoothstep(0.3, 0.5, ax)
    return Math.max(moustache, chin, cheeks)
  }
}
