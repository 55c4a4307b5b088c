import { createImage, type Image, type Landmarks, type Rng } from '@maskmirror/core'
import { skinColour } from './skin-colour.ts'

/** Of the iBUG scheme: chin, mouth's middle, outer corners of the eyes. */
const [chin, mouth, leftEye, rightEye] = [8, 62, 36, 45]

/**
 * Puts two to four rounded bars in the colour of the face's skin over chin and mouth, as fingers or a fist before them: what
 * hides a mouth and is no mask.
 *
 * @param image RGB
 * @param landmarks `ibug68`, pixels of the image
 */
export function drawFingers(image: Image, { points, scheme }: Landmarks, rng: Rng): Image {
  const result = createImage(image.width, image.height, image.channels, image.data.slice())
  const skin = skinColour(image, { points, scheme }, rng)
  if (skin === null) return result
  const at = (k: number) => [points[2 * k]!, points[2 * k + 1]!] as const
  const [[cx, cy], [mx, my], [lx, ly], [rx, ry]] = [at(chin), at(mouth), at(leftEye), at(rightEye)]
  const unit = Math.hypot(rx - lx, ry - ly)
  const radius = unit * rng.uniform(0.08, 0.14)
  const angle = Math.atan2(cy - my, cx - mx) + rng.normal(0, 0.7)
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)]
  const count = 2 + rng.int(3)
  const shift = rng.normal(0, 0.25) * unit
  const start = unit * rng.uniform(0.05, 0.35) // how far the tips reach beyond the mouth
  for (let finger = 0; finger < count; finger++) {
    const aside = shift + (finger - (count - 1) / 2) * 2 * radius
    const light = rng.uniform(0.75, 1.1)
    drawBar(result, {
      x: mx - uy * aside - ux * start,
      y: my + ux * aside - uy * start,
      ux,
      uy,
      length: unit * rng.uniform(1.2, 2),
      radius,
      colour: skin.map((value) => Math.min(255, value * light)),
    })
  }
  return result
}

/** A bar with round ends, darker towards its sides. */
function drawBar(
  image: Image,
  bar: { x: number; y: number; ux: number; uy: number; length: number; radius: number; colour: readonly number[] },
): void {
  const { x, y, ux, uy, length, radius, colour } = bar
  const [endX, endY] = [x + ux * length, y + uy * length]
  const [left, right] = [Math.min(x, endX) - radius, Math.max(x, endX) + radius]
  const [top, bottom] = [Math.min(y, endY) - radius, Math.max(y, endY) + radius]
  for (let row = Math.max(0, Math.floor(top)); row <= Math.min(image.height - 1, bottom); row++) {
    for (let column = Math.max(0, Math.floor(left)); column <= Math.min(image.width - 1, right); column++) {
      const along = Math.min(length, Math.max(0, (column - x) * ux + (row - y) * uy))
      const distance = Math.hypot(column - x - along * ux, row - y - along * uy) / radius
      if (distance >= 1) continue
      const shade = 1 - 0.45 * distance ** 3
      for (let c = 0; c < 3; c++) image.data[(row * image.width + column) * image.channels + c] = colour[c]! * shade
    }
  }
}
