import { createImage, type Image } from '@maskmirror/core'
import { type DecodeLimits, openPicture, readSamples } from './open-picture.ts'
import type { PictureHeader } from './picture-header.ts'

/** 100 megapixels is more than any camera of people's faces gives; below 16 pixels there is no face. */
export const defaultDecodeLimits: DecodeLimits = { maxPixels: 100_000_000, minSide: 16 }

/**
 * Decodes a picture to 8-bit sRGB with EXIF orientation applied and transparency put over black.
 * JPEG, PNG, WebP, GIF, TIFF, AVIF, BMP and what else of HEIF or JPEG XL sharp was built with; the first frame of an animation.
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
  const { input, format, header } = await openPicture(bytes, limits, { ignoreProfile: false })
  const prepared = input.autoOrient().flatten({ background: '#000000' })
  const { data, width, height, channels } = await readSamples(prepared, format)
  if (channels === 3) return { image: createImage(width, height, 3, data), header }
  const image = createImage(width, height, 3)
  for (let i = 0, j = 0; j < image.data.length; i += channels, j += 3) {
    for (let c = 0; c < 3; c++) image.data[j + c] = data[i + (channels >= 3 ? c : 0)]!
  }
  return { image, header }
}
