import type { Image } from '@maskmirror/core'
import type { MaskLoop } from './mask-loops.ts'
import { boxInside, type PixelBox } from './pixel-box.ts'

/** sRGB grey of an elastic in neutral light, and of its edge; as the templates show them. */
const [middleGrey, edgeGrey] = [232, 142]

/**
 * Draws a loop into a picture: a line with round ends, darker at its edges.
 *
 * @param image RGB or RGBA, written to
 * @param alpha one channel of the same size, written to
 * @param gain on the elastic's sRGB values
 * @returns the pixels that may have changed; null when it lies outside of the picture
 */
export function renderLoop(image: Image, alpha: Image, loop: MaskLoop, gain: number): PixelBox | null {
  const { from, to, widthPx, opacity } = loop
  const reach = widthPx / 2 + 1
  const box = boxInside(
    [from, to].flatMap(([x, y]) => [x - reach, y - reach, x + reach, y + reach]),
    image,
  )
  if (box === null) return null
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length2 = Math.max(1e-9, dx * dx + dy * dy)
  const { data, channels } = image
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const t = Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / length2))
      const distance = Math.hypot(x - from[0] - t * dx, y - from[1] - t * dy)
      const share = opacity * Math.min(1, widthPx / 2 + 0.5 - distance)
      if (share <= 0) continue
      const middle = Math.min(1, Math.max(0, widthPx / 4 + 0.5 - distance))
      const grey = gain * (edgeGrey + middle * (middleGrey - edgeGrey))
      const pixel = y * image.width + x
      const i = pixel * channels
      alpha.data[pixel] = 255 - (255 - alpha.data[pixel]!) * (1 - share)
      const under = channels === 4 ? data[i + 3]! / 255 : 1
      const visible = share + (1 - share) * under
      for (let c = 0; c < 3; c++) data[i + c] = (share * grey + (1 - share) * under * data[i + c]!) / visible
      if (channels === 4) data[i + 3] = 255 * visible
    }
  }
  return box
}
