import { createImage, type Image } from '@maskmirror/core'
import sharp from 'sharp'
import { ImagingError } from '../error.ts'

/**
 * Draws an SVG document.
 *
 * @param svg must have a viewBox; it is stretched to the size
 * @returns RGBA with straight alpha
 * @throws ImagingError `bad-svg`
 */
export async function rasteriseSvg(svg: string, width: number, height: number): Promise<Image> {
  try {
    const { data, info } = await sharp(Buffer.from(svg))
      .resize(width, height, { fit: 'fill' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength)
    return createImage(info.width, info.height, 4, pixels)
  } catch (cause) {
    throw new ImagingError({
      code: 'bad-svg',
      message: `Expected an SVG document and whole sizes of at least 1 but drawing at ${width}×${height} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    })
  }
}
