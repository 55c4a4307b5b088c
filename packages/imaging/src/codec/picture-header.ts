import sharp, { type Metadata } from 'sharp'
import { ImagingError } from '../error.ts'
import { isBmp, readBmpHeader } from './read-bmp.ts'

/** Formats that pictures are written in. */
export const pictureFormats = ['jpeg', 'png', 'webp', 'tiff', 'avif', 'gif'] as const

export type PictureFormat = (typeof pictureFormats)[number]

/** What the first bytes of a picture file say; no pixel is decoded. */
export interface PictureHeader {
  /** Of the content, whatever the file is called; null for one that can be read but not written, such as HEIC. */
  readonly format: PictureFormat | null
  /** Whether there is EXIF or XMP. */
  readonly hasMetadata: boolean
  /** Frames of an animation or pages of a document; only the first is ever decoded. */
  readonly frames: number
}

/**
 * @param bytes the file's content
 * @throws ImagingError `not-an-image`
 */
export async function readPictureHeader(bytes: Uint8Array): Promise<PictureHeader> {
  if (bytes.length === 0) throw notAnImage('the file is empty')
  if (isBmp(bytes)) {
    readBmpHeader(bytes)
    return { format: null, hasMetadata: false, frames: 1 }
  }
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw notAnImage(cause instanceof Error ? cause.message : String(cause), cause)
    })
  return headerOf(metadata)
}

export function headerOf({ format, compression, exif, xmp, pages = 1 }: Metadata): PictureHeader {
  // AVIF is AV1 in the container that HEIC has too
  const name: string = format === 'heif' && compression === 'av1' ? 'avif' : format
  return {
    format: pictureFormats.find((known) => known === name) ?? null,
    hasMetadata: exif !== undefined || xmp !== undefined,
    frames: pages,
  }
}

function notAnImage(why: string, cause?: unknown): ImagingError {
  return new ImagingError({ code: 'not-an-image', message: `Expected a picture but ${why}`, cause })
}
