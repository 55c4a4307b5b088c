import { failed, type Outcome, succeeded } from '@maskmirror/core'
import type { Pixels } from './pixels.ts'

export interface OpenedPhoto {
  /** The photo as it is worked on: upright, opaque, scaled down to a limit. */
  readonly pixels: Pixels
  /** As in the file, upright. */
  readonly original: { readonly width: number; readonly height: number }
}

export type PhotoFailure = 'not-a-picture' | 'file-too-large'

/** Longer side of a photo that is worked on, pixels: keeps drawing a mask under a tenth of a second; our choice. */
export const maxSide = 2048

/** Bytes; no camera makes larger files, and the browser would stop answering while it reads one. */
const maxBytes = 100 * 2 ** 20

/**
 * Reads a photo, or a picture of a camera, with the browser's own decoder: upright by its orientation, in sRGB, on black where it is transparent (as
 * `synth` reads it), the first picture of an animation.
 *
 * @param limit longer side of the result, pixels; larger ones are scaled down
 */
export async function decodePhoto(
  source: Blob | ImageBitmap,
  limit: number = maxSide,
): Promise<Outcome<OpenedPhoto, PhotoFailure>> {
  const opened = source instanceof Blob ? await openFile(source) : succeeded(source)
  if (!opened.ok) return opened
  const bitmap = opened.value
  const original = { width: bitmap.width, height: bitmap.height }
  const scale = Math.min(1, limit / Math.max(original.width, original.height))
  const width = Math.max(1, Math.round(original.width * scale))
  const height = Math.max(1, Math.round(original.height * scale))
  const surface = new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true })
  if (surface === null) throw new Error('Expected the browser to have canvases in workers but it has none')
  surface.imageSmoothingQuality = 'high'
  surface.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const { data } = surface.getImageData(0, 0, width, height)
  return succeeded({ pixels: { data, width, height }, original })
}

async function openFile(file: Blob): Promise<Outcome<ImageBitmap, PhotoFailure>> {
  const { type, size } = file
  if (size > maxBytes) {
    return failed('file-too-large', `Expected a file of at most 100 MB but it has ${Math.ceil(size / 1e6)} MB`)
  }
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (bitmap !== null) return succeeded(bitmap)
  const received = size === 0 ? 'an empty file' : type === '' ? 'a file of no known kind' : `a file of kind ${type}`
  return failed(
    'not-a-picture',
    `Expected a photo that this browser can read, such as JPEG, PNG, WebP or AVIF, but received ${received} that it cannot`,
  )
}
