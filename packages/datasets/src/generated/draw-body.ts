import { mixRgb, scaleRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import { shadowOf } from './pigment.ts'
import type { Point2 } from './point.ts'
import { pair, smoothPath } from './smooth-curve.ts'

/** Neck with the chin's shadow, and clothes down to the lower edge. */
export function drawBody(drawing: Drawing): void {
  const at = bodyFrame(drawing)
  drawNeck(drawing, at)
  drawClothes(drawing, at)
}

/** From the body's units, as the head's, to the picture. */
type BodyFrame = (x: number, y: number) => Point2

/** The body does not turn with the head: only where the neck begins does. */
function bodyFrame({ appearance, to, px }: Drawing): BodyFrame {
  const nape = to({ x: 0, y: 1, z: -0.1 })
  const middleX = nape.x * 0.6 + appearance.centreX * 0.4
  return (x, y) => ({ x: middleX + px(x), y: nape.y + px(y - 1) })
}

function drawNeck({ sketch, identity, face, to, px, size }: Drawing, at: BodyFrame): void {
  const { skin } = identity.pigment
  const { neck, chinY, jaw } = identity.head
  const shadow = shadowOf(skin)
  const half = (side: number) =>
    [
      [neck, 0.7],
      [neck * 0.97, 1.4],
      [neck * 1.02, 1.85],
      [neck * 1.5, 2.3],
      [1.2, 3.4],
    ].map(([x, y]) => at(side * x!, y!))
  const path = smoothPath([...half(-1), ...half(1).reverse()], true)
  sketch.fill(path, mixRgb(skin, shadow, 0.18))
  const chin = to(face.surface.at(0, chinY))
  sketch.within(path, () => {
    sketch.glow({ x: chin.x, y: chin.y + px(0.02) }, size(jaw * 1.15, 0.5), shadow, 0.75)
  })
  for (const side of [-1, 1]) {
    const tendon = [at(side * neck * 0.75, 1.6), at(side * neck * 0.4, 2.1), at(side * 0.1, 2.45)]
    sketch.stroke(smoothPath(tendon, false), shadow, px(0.05), 0.15)
  }
}

function drawClothes({ sketch, identity, appearance, px }: Drawing, at: BodyFrame): void {
  const { colour, collar, depth } = appearance.clothes
  const { neck } = identity.head
  const width = 1.9 + 0.45 * (1 - identity.femininity)
  const lowest = collar === 'round' ? 2.12 + 0.3 * depth : 2.35 + depth
  const [left, right] = [at(-neck * 1.12, 2), at(neck * 1.12, 2)]
  const neckline =
    collar === 'round'
      ? smoothPath([left, at(-neck * 0.62, lowest - 0.06), at(0, lowest), at(neck * 0.62, lowest - 0.06), right], false)
      : straightPath([left, at(0, lowest), right])
  const shoulder = (side: number) => [
    at(side * neck * 1.12, 2),
    at(side * width * 0.62, 2.22),
    at(side * width * 0.92, 2.45),
    at(side * width * 1.1, 3),
    at(side * width * 1.15, 4),
  ]
  const rest = [shoulder(1), shoulder(-1).reverse()].map((points) => `L${smoothPath(points, false).slice(1)}`).join('')
  sketch.fill(`${neckline}${rest}Z`, colour)
  sketch.stroke(neckline, scaleRgb(colour, 0.55), px(0.03), 0.7)
  if (collar !== 'shirt') return
  for (const side of [-1, 1]) {
    const flap = straightPath([
      at(side * neck * 1.12, 1.93),
      at(side * neck * 0.95, 2.02),
      at(0, lowest),
      at(side * 0.34, 2.75),
      at(side * neck * 1.45, 2.3),
    ])
    sketch.fill(`${flap}Z`, mixRgb(colour, [255, 255, 255], 0.25))
    sketch.stroke(`${flap}Z`, scaleRgb(colour, 0.5), 0.8, 0.6)
  }
}

function straightPath(points: readonly Point2[]): string {
  return `M${points.map(({ x, y }) => pair(x, y)).join('L')}`
}
