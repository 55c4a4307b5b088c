import { mixRgb, scaleRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import { shadowOf } from './pigment.ts'
import { lerpPoint } from './point.ts'
import { bandPath } from './sketch.ts'
import { smoothPath } from './smooth-curve.ts'

export function drawMouth(drawing: Drawing): void {
  const { sketch, identity, appearance, face, to, px, size } = drawing
  const { lip, skin } = identity.pigment
  const shadow = shadowOf(skin)
  const upperOuter = face.mouth.upperOuter.map(to)
  const lowerOuter = face.mouth.lowerOuter.map(to)
  const upperInner = face.mouth.upperInner.map(to)
  const lowerInner = face.mouth.lowerInner.map(to)
  const [left, right] = [upperOuter[0]!, upperOuter[6]!]
  const line = [left, ...upperInner, right]
  const lowerLine = [left, ...lowerInner, right]
  if (appearance.expression.open > 0) {
    const teeth = upperInner.map((point, i) => ({ x: point.x, y: point.y + px(i === 0 || i === 4 ? 0.05 : 0.1) }))
    sketch.fill(bandPath(line, lowerLine), [58, 18, 18])
    sketch.within(bandPath(upperInner, lowerInner), () => {
      sketch.fill(bandPath(upperInner, teeth), [228, 222, 210], 0.95)
      sketch.glow(lowerInner[2]!, size(0.22, 0.12), [176, 84, 84], 0.7)
    })
  }
  sketch.fill(bandPath(upperOuter, line), scaleRgb(lip, 0.88))
  sketch.fill(bandPath(lowerLine, lowerOuter), lip)
  sketch.stroke(smoothPath(upperOuter, false), scaleRgb(lip, 0.75), px(0.014), 0.45)
  sketch.stroke(smoothPath(lowerOuter.slice(1, -1), false), shadow, px(0.02), 0.3)
  const shine = lerpPoint(lowerInner[2]!, lowerOuter[3]!, 0.45)
  sketch.glow(
    shine,
    size(identity.mouth.halfWidth * 0.5, identity.mouth.lower * 0.4),
    mixRgb(lip, [255, 245, 240], 0.7),
    0.4,
  )
  sketch.stroke(smoothPath(line, false), scaleRgb(lip, 0.32), px(0.022), 0.85)
  for (const corner of [left, right]) sketch.glow(corner, size(0.07, 0.05), shadow, 0.5)
}
