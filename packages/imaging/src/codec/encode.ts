import type { Image } from '@maskmirror/core'
import sharp, { type Sharp } from 'sharp'
import { ImagingError } from '../error.ts'

/** Lossless. */
export function encodePng(image: Image): Promise<Buffer> {
  return rawInput(image).png({ compressionLevel: 6 }).toBuffer()
}

/**
 * Transparency is put over black.
 *
 * @param quality whole number in 1..100; chroma is halved as cameras do
 * @throws ImagingError `bad-quality`
 */
export async function encodeJpeg(image: Image, quality: number): Promise<Buffer> {
  checkQuality(quality)
  return rawInput(image).jpeg({ quality }).toBuffer()
}

/** @throws ImagingError `bad-quality` unless it is a whole number in 1..100 */
export function checkQuality(quality: number): void {
  if (Number.isInteger(quality) && quality >= 1 && quality <= 100) return
  throw new ImagingError({
    code: 'bad-quality',
    message: `Expected quality to be a whole number in 1..100 but received ${quality}`,
    details: { quality },
  })
}

export function rawInput(image: Image): Sharp {
  const { data, width, height, channels } = image
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
}
