import { createImage, type Image, type Rng } from '@maskmirror/core'
import { mixRgb, type Rgb, scaleRgb } from './colour.ts'

/** Side of the coarse picture that is enlarged: what is behind a person is out of focus. */
const coarse = 6

/** A blurred room or street: a colour ramp with soft patches and now and then a wall's edge. */
export function drawBackground(rng: Rng, width: number, height: number): Image {
  const grey = rng.uniform(35, 215)
  const tint: Rgb = [grey + 14 * rng.normal(), grey + 9 * rng.normal(), grey + 14 * rng.normal()]
  const contrast = rng.uniform(0, 0.12)
  const [top, bottom, other] = [
    scaleRgb(tint, 1 + contrast),
    scaleRgb(tint, 1 - contrast),
    scaleRgb(tint, rng.uniform(0.6, 1.3)),
  ]
  const edge = rng.next() < 0.25 ? rng.uniform(0.1, 0.9) : 2
  const unrest = rng.uniform(0, 4)
  const cells: Rgb[] = []
  for (let y = 0; y < coarse; y++) {
    for (let x = 0; x < coarse; x++) {
      const base = mixRgb(top, bottom, y / (coarse - 1))
      const [r, g, b] = x / (coarse - 1) > edge ? mixRgb(base, other, 0.7) : base
      const patch = unrest * rng.normal()
      cells.push([r + patch, g + patch, b + patch])
    }
  }
  const image = createImage(width, height, 3)
  const across = Array.from({ length: width }, (_, x) => smoothPosition(x, width))
  const row = new Float32Array(coarse * 3)
  let offset = 0
  for (let y = 0; y < height; y++) {
    const { index: j, share: t } = smoothPosition(y, height)
    for (let i = 0; i < coarse; i++) {
      for (let c = 0; c < 3; c++) {
        row[i * 3 + c] = cells[j * coarse + i]![c]! * (1 - t) + cells[(j + 1) * coarse + i]![c]! * t
      }
    }
    for (const { index, share } of across) {
      for (let k = index * 3; k < index * 3 + 3; k++) image.data[offset++] = row[k]! * (1 - share) + row[k + 3]! * share
    }
  }
  return image
}

/** The cell before a pixel and how far the pixel is on the way to the next one, eased so that cells show no edges. */
function smoothPosition(pixel: number, size: number): { index: number; share: number } {
  const position = (pixel / (size - 1)) * (coarse - 1)
  const index = Math.min(coarse - 2, Math.floor(position))
  const t = position - index
  return { index, share: t * t * (3 - 2 * t) }
}
