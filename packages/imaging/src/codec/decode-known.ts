import { createImage, type Image } from '@maskmirror/core'
import sharp from 'sharp'
import { ImagingError } from '../error.ts'
import { readSamples } from './open-picture.ts'

/**
 * Decodes a picture that this project has encoded: RGB, upright, without a colour profile. The header is not asked for
 * first, which for an aligned face is half of the time.
 *
 * @param bytes the file's content
 * @throws ImagingError `damaged-image` for truncated or broken data and for a picture that is not RGB
 */
export async function decodeKnown(bytes: Uint8Array): Promise<Image> {
  const { data, width, height, channels } = await readSamples(
    sharp(bytes, { failOn: 'truncated', limitInputPixels: false, sequentialRead: true, ignoreIcc: true }),
    'encoded',
  )
  if (channels === 3) return createImage(width, height, 3, data)
  throw new ImagingError({
    code: 'damaged-image',
    message: `Expected a picture of 3 channels but received one of ${channels}`,
    details: { channels },
  })
}
