import { mixRgb } from './colour.ts'
import type { Drawing } from './drawing.ts'
import { shadowOf } from './pigment.ts'
import { dotsPath } from './sketch.ts'
import { smoothPath } from './smooth-curve.ts'

/** Moles, freckles and the lines of age and expression. */
export function drawMarks(drawing: Drawing): void {
  const { sketch, identity, appearance, skinAt, px } = drawing
  const { marks, eyes, brows, pigment } = identity
  const { browsRaised, smile } = appearance.expression
  const shadow = shadowOf(pigment.skin)
  const freckles = marks.freckles.map(({ x, y, radius }) => ({ at: skinAt(x, y), radius: px(radius) }))
  if (freckles.length > 0) sketch.fill(dotsPath(freckles), mixRgb(shadow, [150, 84, 40], 0.5), 0.4)
  for (const { x, y, radius, strength } of marks.moles) {
    sketch.fill(dotsPath([{ at: skinAt(x, y), radius: px(radius) }]), mixRgb(shadow, [44, 24, 18], 0.6), strength)
  }
  for (const [i, depth] of marks.foreheadLines.entries()) {
    const y = -brows.height - 0.2 - 0.13 * i
    const line = [-0.5, -0.25, 0, 0.25, 0.5].map((x) => skinAt(x, y + 0.03 * Math.cos(x * 7 + i)))
    sketch.stroke(smoothPath(line, false), shadow, px(0.022), Math.min(0.6, 0.45 * depth + 0.3 * browsRaised))
  }
  for (const side of [-1, 1]) {
    const frown = [skinAt(side * 0.09, -brows.height + 0.06), skinAt(side * 0.075, -brows.height - 0.12)]
    sketch.stroke(smoothPath(frown, false), shadow, px(0.02), 0.5 * marks.frownLines)
    for (const spread of [-0.09, 0, 0.09]) {
      const x = eyes.apart + eyes.halfWidth
      const foot = [skinAt(side * (x + 0.06), spread * 0.4), skinAt(side * (x + 0.2), spread * 1.6)]
      sketch.stroke(smoothPath(foot, false), shadow, px(0.016), 0.4 * marks.crowsFeet + 0.25 * smile * marks.crowsFeet)
    }
    const bag = [-0.8, -0.2, 0.4, 0.9].map((u) =>
      skinAt(side * (eyes.apart + u * eyes.halfWidth), 0.14 + 0.03 * (1 - u * u)),
    )
    sketch.stroke(smoothPath(bag, false), shadow, px(0.018), 0.4 * marks.eyeBags)
  }
}
