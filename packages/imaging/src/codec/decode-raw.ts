import { createImage, type Image } from '@maskmirror/core'
import sharp from 'sharp'
import { ImagingError } from '../error.ts'
import type { DecodeLimits } from './decode.ts'

/**
 * Decodes a picture to the samples that are in the file, cut to 8 bit: no colour profile is applied and alpha stays
 * straight beside the colours. For drawings that are computed with, and to repeat programs that read pictures so.
 *
 * @param bytes the file's content
 * @param options.orient apply EXIF orientation; default true
 * @param options.limits refused before any pixel is decoded; default 100 megapixels and any side
 * @returns RGBA when the file has alpha, else RGB; grey in all three
 * @throws ImagingError `not-an-image`, `damaged-image`, `image-too-large`, `image-too-small`
 */
export async function decodeRaw(
  bytes: Uint8Array,
  { orient = true, limits = { maxPixels: 100_000_000, minSide: 1 } }: { orient?: boolean; limits?: DecodeLimits } = {},
): Promise<Image> {
  if (bytes.length === 0) throw notAnImage('the file is empty')
  const input = sharp(bytes, { failOn: 'truncated', limitInputPixels: false, ignoreIcc: true })
  const { width, height, format } = await input.metadata().catch((cause: unknown) => {
    throw notAnImage(messageOf(cause), cause)
  })
  if (format === 'svg') throw notAnImage('it is a drawing, which has no pixels of its own')
  if (width * height > limits.maxPixels || Math.min(width, height) < limits.minSide) {
    throw new ImagingError({
      code: width * height > limits.maxPixels ? 'image-too-large' : 'image-too-small',
      message: `Expected at most ${limits.maxPixels} pixels and sides of at least ${limits.minSide} but received ${width}×${height}`,
      details: { width, height },
    })
  }
  const { data, info } = await (orient ? input.autoOrient() : input)
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
  return withColour(info, new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength))
}

/** One or two channels become three or four. */
function withColour(info: { width: number; height: number; channels: number }, samples: Uint8ClampedArray): Image {
  const { width, height, channels } = info
  if (channels === 3 || channels === 4) return createImage(width, height, channels, samples)
  const result = createImage(width, height, channels === 2 ? 4 : 3)
  for (let i = 0, j = 0; i < samples.length; i += channels, j += result.channels) {
    for (let c = 0; c < 3; c++) result.data[j + c] = samples[i]!
    if (channels === 2) result.data[j + 3] = samples[i + 1]!
  }
  return result
}

function notAnImage(why: string, cause?: unknown): ImagingError {
  return new ImagingError({ code: 'not-an-image', message: `Expected a picture but ${why}`, cause })
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
