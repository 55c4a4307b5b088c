import { createImage } from '@maskmirror/core'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeImage } from './decode.ts'
import { encodePng } from './encode.ts'
import { encodeAs } from './encode-as.ts'
import { pictureFormats, readPictureHeader } from './picture-header.ts'

/** Every pixel another colour. */
const image = createImage(
  20,
  30,
  3,
  Uint8ClampedArray.from({ length: 1800 }, (_, i) => (i * 131) % 256),
)

describe('encodeAs', () => {
  test.each(pictureFormats)('%s is written and recognised by its content', async (format) => {
    const bytes = await encodeAs(image, format, { quality: 95 })
    expect(await readPictureHeader(bytes)).toEqual({ format, hasMetadata: false, frames: 1 })
    expect((await decodeImage(bytes)).height).toBe(30)
  })

  test.each(['gif', 'webp'] as const)('frames of an animated %s are counted', async (format) => {
    const raw = { width: 20, height: 30, channels: 3, pageHeight: 10 } as const
    const bytes = await sharp(image.data, { raw })[format]().toBuffer()
    expect((await readPictureHeader(bytes)).frames).toBe(3)
  })

  test.each(['png', 'tiff'] as const)('%s keeps every pixel', async (format) => {
    expect(await decodeImage(await encodeAs(image, format, { quality: 1 }))).toEqual(image)
  })

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    '%s takes EXIF over, upright, and changes no pixel by it',
    async (format) => {
      const turned = await sharp(await encodePng(createImage(30, 20, 3)))
        .withExif({ IFD0: { Copyright: 'somebody' } })
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer()
      expect((await decodeImage(turned)).width).toBe(20)
      const bytes = await encodeAs(image, format, { quality: 95, metadataFrom: turned })
      const { orientation, exif } = await sharp(bytes).metadata()
      expect(orientation ?? 1).toBe(1)
      expect(exif?.includes('somebody')).toBe(true)
      expect(await decodeImage(bytes)).toEqual(await decodeImage(await encodeAs(image, format, { quality: 95 })))
    },
  )

  test.each([
    {
      what: 'grey',
      make: () => sharp({ create: { width: 20, height: 30, channels: 3, background: '#777' } }).greyscale(),
    },
    {
      what: '16 bit',
      make: () => sharp({ create: { width: 20, height: 30, channels: 3, background: '#777' } }).toColourspace('rgb16'),
    },
    { what: 'transparent', make: () => sharp({ create: { width: 20, height: 30, channels: 4, background: '#7770' } }) },
  ])('metadata of a $what picture do not bring its pixels along', async ({ make }) => {
    const metadataFrom = await make()
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .png()
      .toBuffer()
    expect((await readPictureHeader(metadataFrom)).hasMetadata).toBe(true)
    expect(await decodeImage(await encodeAs(image, 'png', { quality: 95, metadataFrom }))).toEqual(image)
  })

  test.each([0, 101, 50.5])('quality %s is rejected', async (quality) => {
    await expect(encodeAs(image, 'png', { quality })).rejects.toThrow(`1..100 but received ${quality}`)
  })
})

test.each(['a shopping list', ''])('%j has no header', async (text) => {
  await expect(readPictureHeader(Buffer.from(text))).rejects.toMatchObject({ code: 'not-an-image' })
})
