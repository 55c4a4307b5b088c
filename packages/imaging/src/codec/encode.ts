import type { Image } from '@maskmirror/core'
import sharp, { type Sharp } from 'sharp'

/** Lossless. */
export function encodePng(image: Image): Promise<Buffer> {
  return raw(image).png({ compressionLevel: 6 }).toBuffer()
}

/** @param quality 1..100; chroma is halved as cameras do */
export function encodeJpeg(image: Image, quality: number): Promise<Buffer> {
  return raw(image).jpeg({ quality }).toBuffer()
}

/** @param quality 1..100 */
export function encodeWebp(image: Image, quality: number): Promise<Buffer> {
  return raw(image).webp({ quality }).toBuffer()
}

function raw(image: Image): Sharp {
  const { data, width, height, channels } = image
  return sharp(data, { raw: { width, height, channels } })
}
