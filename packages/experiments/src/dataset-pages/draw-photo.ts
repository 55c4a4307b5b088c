import { failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import { DatasetError, type Photo } from '@maskmirror/datasets'
import { ImagingError, resizeImage } from '@maskmirror/imaging'
import { decodeImage, defaultDecodeLimits, encodeJpeg } from '@maskmirror/imaging/codec'

/** Pixels of the longer side at most that a picture is handed out with: thumbnail, sharp thumbnail, page, large page. */
export const pictureSides = [160, 320, 640, 1280] as const

export type PictureSide = (typeof pictureSides)[number]

/** Our choice: no difference to be seen at the size of a thumbnail. */
const quality = 82

/**
 * A photo as JPEG within a square, never larger than it is.
 *
 * @param side of the square, pixels
 * @returns fails for what cannot be read or decoded; the detail names no path
 */
export async function drawPhoto(photo: Photo, side: PictureSide): Promise<Outcome<Uint8Array>> {
  const image = await decodePhoto(photo)
  return image.ok ? succeeded(await encodeJpeg(fitWithin(image.value.image, side), quality)) : image
}

/** @returns the whole picture with the size of its file; fails for what cannot be read or decoded */
export async function decodePhoto(photo: Photo): Promise<Outcome<{ image: Image; bytes: number }>> {
  try {
    const bytes = await photo.load()
    // smaller than a face can be is still something to look at
    return succeeded({
      image: await decodeImage(bytes, { ...defaultDecodeLimits, minSide: 1 }),
      bytes: bytes.byteLength,
    })
  } catch (error) {
    if (error instanceof ImagingError) return failed(error.code, error.message)
    // the message of a set names the file on the server, which is nobody's business
    const words = error instanceof DatasetError ? detailOf[error.code] : undefined
    if (error instanceof DatasetError && words !== undefined) return failed(error.code, words)
    throw error
  }
}

const detailOf: Readonly<Record<string, string>> = {
  'unreadable-photo': 'The file cannot be read',
  'file-too-large': 'The file is larger than any photo',
}

function fitWithin(image: Image, side: number): Image {
  const scale = side / Math.max(image.width, image.height)
  if (scale >= 1) return image
  const scaled = (length: number) => Math.max(1, Math.round(length * scale))
  return resizeImage(image, scaled(image.width), scaled(image.height))
}
