import type { Pixels } from './pixels.ts'

/** @param pixels opaque, so that the file holds them exactly */
export function encodePng({ data, width, height }: Pixels): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const surface = canvas.getContext('2d')
  if (surface === null) throw new Error('Expected the browser to have canvases in workers but it has none')
  surface.putImageData(new ImageData(data, width, height), 0, 0)
  return canvas.convertToBlob({ type: 'image/png' })
}
