import type { Image } from '@maskmirror/core'
import sharp, { type Sharp } from 'sharp'
import { checkQuality, rawInput } from './encode.ts'
import type { PictureFormat } from './picture-header.ts'

/**
 * Encodes a picture in a format, as sRGB without a colour profile. PNG and TIFF are lossless (deflate), GIF has at most
 * 256 colours, the others go by quality.
 *
 * @param options.quality whole number in 1..100, for JPEG, WebP and AVIF
 * @param options.metadataFrom file whose EXIF and XMP are taken over, with the orientation set to upright; its picture,
 * turned upright, must be as large as the image; TIFF and GIF cannot carry EXIF. Default: nothing is taken over
 * @throws ImagingError `bad-quality`
 */
export async function encodeAs(
  image: Image,
  format: PictureFormat,
  { quality, metadataFrom }: { quality: number; metadataFrom?: Uint8Array },
): Promise<Buffer> {
  checkQuality(quality)
  const picture = metadataFrom === undefined ? rawInput(image) : over(image, metadataFrom)
  switch (format) {
    case 'jpeg':
      return picture.jpeg({ quality }).toBuffer()
    case 'png':
      return picture.png({ compressionLevel: 6 }).toBuffer()
    case 'webp':
      return picture.webp({ quality }).toBuffer()
    case 'tiff':
      return picture.tiff({ compression: 'deflate', predictor: 'horizontal' }).toBuffer()
    case 'avif':
      return picture.avif({ quality }).toBuffer()
    case 'gif':
      return picture.gif().toBuffer()
  }
}

/** The picture laid over the file's own, because metadata go only from an input to its output. */
function over({ data, width, height, channels }: Image, file: Uint8Array): Sharp {
  return sharp(file, { limitInputPixels: false, ignoreIcc: true })
    .autoOrient()
    .removeAlpha()
    .composite([
      { input: Buffer.from(data.buffer, data.byteOffset, data.byteLength), raw: { width, height, channels } },
    ])
    .keepExif()
    .keepXmp()
}
