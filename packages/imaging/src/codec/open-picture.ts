import sharp, { type Sharp } from 'sharp'
import { ImagingError } from '../error.ts'
import { headerOf, type PictureHeader } from './picture-header.ts'
import { isBmp, readBmpHeader, readBmpPixels } from './read-bmp.ts'
import { readJpegHeader } from './read-jpeg-header.ts'

/** What a picture may be before it is decoded; both guard memory and time. */
export interface DecodeLimits {
  /** Width times height in pixels. */
  readonly maxPixels: number
  /** Either side in pixels. */
  readonly minSide: number
}

/** Bitmap formats only: a vector drawing named .jpg has no pixels of its own and may be slow to draw. */
const bitmapFormats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif', 'avif', 'jxl'])

/** A picture whose header was read. */
export interface OpenedPicture {
  readonly input: Sharp
  /** As sharp names it. */
  readonly format: string
  readonly header: PictureHeader
}

/**
 * Reads the header of a picture and refuses what is none, or beyond the limits, before any pixel is decoded.
 *
 * @param options.ignoreProfile leave the samples as stored instead of taking the colour profile into account
 * @throws ImagingError `not-an-image`, `image-too-large`, `image-too-small`
 */
export async function openPicture(
  bytes: Uint8Array,
  limits: DecodeLimits,
  options: { ignoreProfile: boolean },
): Promise<OpenedPicture> {
  if (bytes.length === 0) throw notAnImage('the file is empty')
  if (isBmp(bytes)) {
    const header = readBmpHeader(bytes)
    requireWithin(limits, header)
    const raw = { width: header.width, height: header.height, channels: 3 } as const
    const input = sharp(readBmpPixels(bytes, header), { raw, limitInputPixels: false })
    return { input, format: 'bmp', header: { format: null, hasMetadata: false, frames: 1 } }
  }
  // limits are checked by us, with a message that names them, so sharp's own check is off
  const input = sharp(bytes, {
    failOn: 'truncated',
    limitInputPixels: false,
    sequentialRead: true,
    ignoreIcc: options.ignoreProfile,
  })
  const jpeg = readJpegHeader(bytes)
  if (jpeg !== null) {
    requireWithin(limits, jpeg)
    return { input, format: 'jpeg', header: { format: 'jpeg', hasMetadata: jpeg.hasMetadata, frames: 1 } }
  }
  const metadata = await input.metadata().catch((cause: unknown) => {
    throw notAnImage(messageOf(cause), cause)
  })
  const { format } = metadata
  if (!bitmapFormats.has(format)) throw notAnImage(`it is ${format}, which is no bitmap`)
  requireWithin(limits, metadata)
  return { input, format, header: headerOf(metadata) }
}

function requireWithin(
  { maxPixels, minSide }: DecodeLimits,
  { width, height }: { width: number; height: number },
): void {
  if (width * height > maxPixels) {
    throw new ImagingError({
      code: 'image-too-large',
      message: `Expected at most ${maxPixels} pixels but received ${width}×${height} = ${width * height}`,
      details: { width, height },
    })
  }
  if (Math.min(width, height) < minSide) {
    throw new ImagingError({
      code: 'image-too-small',
      message: `Expected sides of at least ${minSide} pixels but received ${width}×${height}`,
      details: { width, height },
    })
  }
}

/** 8-bit samples of a prepared picture. */
export interface Samples {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
  /** 1..4 */
  readonly channels: number
}

/** @throws ImagingError `damaged-image` for truncated or broken data, never a half grey picture */
export async function readSamples(prepared: Sharp, format: string): Promise<Samples> {
  const { data, info } = await prepared
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
  const { width, height, channels } = info
  return { data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength), width, height, channels }
}

function notAnImage(why: string, cause?: unknown): ImagingError {
  return new ImagingError({
    code: 'not-an-image',
    message: `Expected a picture (JPEG, PNG, WebP, GIF, TIFF, AVIF, BMP) but ${why}`,
    cause,
  })
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
