import type { Pixels } from '#photos/pixels.ts'
import type { FrameBox } from './face-frame.ts'

/** A cut-out with the points that lie in it, in its own pixels. */
export interface CutFrame {
  readonly pixels: Pixels
  readonly faces: readonly Float32Array[]
}

/**
 * Cuts a part out of a photo and makes it small.
 *
 * @param photo opaque
 * @param faces x0, y0, … in pixels of the photo, the first pixel's centre at 0
 * @param limit longer side of the result, pixels; smaller parts stay as they are
 */
export function cutFrame(
  { data, width, height }: Pixels,
  faces: readonly Float32Array[],
  box: FrameBox,
  limit: number,
): CutFrame {
  const scale = Math.min(1, limit / Math.max(box.width, box.height))
  const size = {
    width: Math.max(1, Math.round(box.width * scale)),
    height: Math.max(1, Math.round(box.height * scale)),
  }
  const [scaleX, scaleY] = [size.width / box.width, size.height / box.height]
  const whole = new OffscreenCanvas(width, height)
  const small = new OffscreenCanvas(size.width, size.height)
  const [from, to] = [whole.getContext('2d'), small.getContext('2d', { willReadFrequently: true })]
  if (from === null || to === null) throw new Error('Expected the browser to have canvases in workers but it has none')
  from.putImageData(new ImageData(data, width, height), 0, 0)
  to.imageSmoothingQuality = 'high'
  to.drawImage(whole, box.x, box.y, box.width, box.height, 0, 0, size.width, size.height)
  return {
    pixels: { data: to.getImageData(0, 0, size.width, size.height).data, ...size },
    faces: faces.map((points) =>
      points.map((value, i) =>
        i % 2 === 0 ? (value + 0.5 - box.x) * scaleX - 0.5 : (value + 0.5 - box.y) * scaleY - 0.5,
      ),
    ),
  }
}
