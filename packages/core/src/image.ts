import { MaskMirrorError } from './error.ts'

/** 1 is grey or alpha alone, 3 is RGB, 4 is RGB with straight (not premultiplied) alpha. */
export type ImageChannels = 1 | 3 | 4

/** A picture in memory: row-major, channels interleaved, 8 bit, sRGB. */
export interface Image {
  /** `width * height * channels` values in 0..255. */
  readonly data: Uint8ClampedArray
  /** Pixels, at least 1. */
  readonly width: number
  /** Pixels, at least 1. */
  readonly height: number
  readonly channels: ImageChannels
}

/**
 * Makes an image, black (and transparent with 4 channels) unless data is given. The data is not copied.
 *
 * @throws MaskMirrorError `image-shape` when a side is not a positive integer or the data has another length
 */
export function createImage(width: number, height: number, channels: ImageChannels, data?: Uint8ClampedArray): Image {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new MaskMirrorError({
      code: 'image-shape',
      message: `Expected width and height to be positive integers but received ${width}×${height}`,
      details: { width, height },
    })
  }
  const length = width * height * channels
  if (data !== undefined && data.length !== length) {
    throw new MaskMirrorError({
      code: 'image-shape',
      message: `Expected data of ${width}×${height}×${channels} = ${length} values but received ${data.length}`,
      details: { width, height, channels, length: data.length },
    })
  }
  return { data: data ?? new Uint8ClampedArray(length), width, height, channels }
}
