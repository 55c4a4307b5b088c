import { createImage, type Image } from '@maskmirror/core'
import { type DecodeLimits, openPicture, readSamples, type Samples } from './open-picture.ts'

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
  const { input, format } = await openPicture(bytes, limits, { ignoreProfile: true })
  return withColour(await readSamples(orient ? input.autoOrient() : input, format))
}

/** One or two channels become three or four. */
function withColour({ data, width, height, channels }: Samples): Image {
  if (channels === 3 || channels === 4) return createImage(width, height, channels, data)
  const result = createImage(width, height, channels === 2 ? 4 : 3)
  for (let i = 0, j = 0; i < data.length; i += channels, j += result.channels) {
    for (let c = 0; c < 3; c++) result.data[j + c] = data[i]!
    if (channels === 2) result.data[j + 3] = data[i + 1]!
  }
  return result
}
