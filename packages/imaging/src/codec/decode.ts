import { createImage, type Image } from '@maskmirror/core'
import sharp from 'sharp'
import { ImagingError } from '../error.ts'
import { headerOf, type PictureHeader } from './picture-header.ts'

/** What a picture may be before it is decoded; both guard memory and time. */
export interface DecodeLimits {
  /** Width times height in pixels. */
  readonly maxPixels: number
  /** Either side in pixels. */
  readonly minSide: number
}

/** 100 megapixels is more than any camera of people's faces gives; below 16 pixels there is no face. */
export const defaultDecodeLimits: DecodeLimits = { maxPixels: 100_000_000, minSide: 16 }

/** Bitmap formats only: a vector drawing named .jpg has no pixels of its own and may be slow to draw. */
const bitmapFormats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif', 'avif', 'jxl'])

/**
 * Decodes a picture to 8-bit sRGB with EXIF orientation applied and transparency put over black.
 * JPEG, PNG, WebP, GIF, TIFF, AVIF and what else of HEIF or JPEG XL sharp was built with; the first frame of an animation.
 *
 * @param bytes the file's content
 * @param limits refused before any pixel is decoded
 * @throws ImagingError `not-an-image`, `damaged-image` (truncated or broken data, never a half grey picture), `image-too-large`, `image-too-small`
 */
export async function decodeImage(bytes: Uint8Array, limits: DecodeLimits = defaultDecodeLimits): Promise<Image> {
  return (await decodePicture(bytes, limits)).image
}

/** As `decodeImage`, with what the header says; for small pictures that is half the time of asking twice. */
export async function decodePicture(
  bytes: Uint8Array,
  limits: DecodeLimits = defaultDecodeLimits,
): Promise<{ image: Image; header: PictureHeader }> {
  if (bytes.length === 0) throw notAnImage('the file is empty')
  // limits are checked by us, with a message that names them, so sharp's own check is off
  const input = sharp(bytes, { failOn: 'truncated', limitInputPixels: false, sequentialRead: true })
  const metadata = await input.metadata().catch((cause: unknown) => {
    throw notAnImage(messageOf(cause), cause)
  })
  const { width, height, format } = metadata
  if (!bitmapFormats.has(format)) throw notAnImage(`it is ${format}, which is no bitmap`)
  if (width * height > limits.maxPixels) {
    throw new ImagingError({
      code: 'image-too-large',
      message: `Expected at most ${limits.maxPixels} pixels but received ${width}×${height} = ${width * height}`,
      details: { width, height },
    })
  }
  if (Math.min(width, height) < limits.minSide) {
    throw new ImagingError({
      code: 'image-too-small',
      message: `Expected sides of at least ${limits.minSide} pixels but received ${width}×${height}`,
      details: { width, height },
    })
  }
  const { data, info } = await input
    .autoOrient()
    .flatten({ background: '#000000' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new ImagingError({
        code: 'damaged-image',
        message: `Expected a whole ${format} picture but decoding failed: ${messageOf(cause)}`,
        cause,
      })
    })
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength)
  const header = headerOf(metadata)
  if (info.channels === 3) return { image: createImage(info.width, info.height, 3, pixels), header }
  const rgb = createImage(info.width, info.height, 3)
  for (let i = 0, j = 0; j < rgb.data.length; i += info.channels, j += 3) {
    for (let c = 0; c < 3; c++) rgb.data[j + c] = pixels[i + (info.channels >= 3 ? c : 0)]!
  }
  return { image: rgb, header }
}

function notAnImage(why: string, cause?: unknown): ImagingError {
  return new ImagingError({
    code: 'not-an-image',
    message: `Expected a picture (JPEG, PNG, WebP, GIF, TIFF, AVIF) but ${why}`,
    cause,
  })
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
