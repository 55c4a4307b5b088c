import { crc32, deflateSync } from 'node:zlib'
import { createImage } from '@maskmirror/core'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { ImagingError } from '../error.ts'
import { decodeImage } from './decode.ts'
import { decodeKnown } from './decode-known.ts'
import { encodeJpeg, encodePng, rawInput } from './encode.ts'

/** A PNG by hand, whose header may promise more than its data hold. */
function handMadePng(width: number, height: number, bitDepth: number, rows: Buffer): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, 2], 8) // RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Left half red, right half blue, 40×20. */
const halves = createImage(
  40,
  20,
  3,
  Uint8ClampedArray.from({ length: 2400 }, (_, i) => {
    const left = Math.floor(i / 3) % 40 < 20
    return i % 3 === (left ? 0 : 2) ? 255 : 0
  }),
)
const solid = (channels: 3 | 4, background: { r: number; g: number; b: number; alpha?: number }) =>
  sharp({ create: { width: 32, height: 24, channels, background } })

async function codeOf(bytes: Uint8Array): Promise<string> {
  const error = await decodeImage(bytes).then(
    () => new Error('it was decoded'),
    (cause: unknown) => cause,
  )
  return error instanceof ImagingError ? error.code : String(error)
}

describe('decodeImage', () => {
  test('PNG comes back bit for bit', async () => {
    expect(await decodeImage(await encodePng(halves))).toEqual(halves)
  })

  test('JPEG and WebP come back within a few levels away from the edge', async () => {
    for (const bytes of [await encodeJpeg(halves, 95), await rawInput(halves).webp({ quality: 95 }).toBuffer()]) {
      const { data, width, height, channels } = await decodeImage(bytes)
      expect([width, height, channels]).toEqual([40, 20, 3])
      expect(data[0]).toBeGreaterThan(240)
      expect(data[2]).toBeLessThan(15)
      expect(data.at(-1)).toBeGreaterThan(240)
    }
  })

  test.each([
    { orientation: 1, width: 40, first: 'red' },
    { orientation: 3, width: 40, first: 'blue' },
    { orientation: 6, width: 20, first: 'red' },
    { orientation: 8, width: 20, first: 'blue' },
  ])('EXIF orientation $orientation is applied', async ({ orientation, width, first }) => {
    const bytes = await sharp(await encodePng(halves))
      .withMetadata({ orientation })
      .jpeg({ quality: 95 })
      .toBuffer()
    const image = await decodeImage(bytes)
    expect(image.width).toBe(width)
    expect(image.data[0]! > image.data[2]! ? 'red' : 'blue').toBe(first)
  })

  test('grey becomes RGB', async () => {
    const image = await decodeImage(await encodePng(createImage(20, 20, 1, new Uint8ClampedArray(400).fill(77))))
    expect(image.channels).toBe(3)
    expect(new Set(image.data)).toEqual(new Set([77]))
  })

  test('16 bit becomes 8 bit', async () => {
    const rows = Buffer.alloc(20 * (1 + 20 * 6))
    for (let i = 0; i < rows.length; i++) rows[i] = i % 121 === 0 ? 0 : 0x80 // filter byte, then 0x8080
    const image = await decodeImage(handMadePng(20, 20, 16, rows))
    expect(image.data.length).toBe(1200)
    expect(image.data.every((value) => Math.abs(value - 128) <= 1)).toBe(true)
  })

  test('CMYK becomes RGB of about that colour', async () => {
    const bytes = await solid(3, { r: 200, g: 60, b: 40 }).toColourspace('cmyk').jpeg().toBuffer()
    expect((await sharp(bytes).metadata()).space).toBe('cmyk')
    const image = await decodeImage(bytes)
    expect(image.channels).toBe(3)
    const [r, g, b] = image.data
    expect(Math.hypot(r! - 200, g! - 60, b! - 40)).toBeLessThan(40) // the print profile has a smaller gamut
  })

  test('transparency is put over black', async () => {
    const half = await solid(4, { r: 200, g: 100, b: 50, alpha: 0.5 }).png().toBuffer()
    const image = await decodeImage(half)
    expect(image.channels).toBe(3)
    expect(Math.abs(image.data[0]! - 100)).toBeLessThanOrEqual(1)
    expect(Math.abs(image.data[1]! - 50)).toBeLessThanOrEqual(1)
  })

  test('the first frame of an animation', async () => {
    const frames = Buffer.concat([Buffer.alloc(20 * 20 * 3, 255), Buffer.alloc(20 * 20 * 3, 0)])
    const bytes = await sharp(frames, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    expect((await sharp(bytes).metadata()).pages).toBe(2)
    const image = await decodeImage(bytes)
    expect([image.width, image.height]).toEqual([20, 20])
    expect(image.data[0]).toBe(255)
  })

  test.each([0.3, 0.6, 0.95])('a JPEG cut at %s of its length is damaged, not half grey', async (share) => {
    const noise = createImage(
      64,
      64,
      3,
      Uint8ClampedArray.from({ length: 12288 }, (_, i) => (i * 7919) % 256),
    )
    const bytes = await encodeJpeg(noise, 90)
    expect(await codeOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('damaged-image')
  })

  test('a PNG cut short is damaged', async () => {
    const noise = createImage(
      64,
      64,
      3,
      Uint8ClampedArray.from({ length: 12288 }, (_, i) => (i * 7919) % 251),
    )
    const bytes = await encodePng(noise)
    expect(await codeOf(bytes.subarray(0, Math.floor(bytes.length / 2)))).toBe('damaged-image')
  })

  test.each([
    { what: 'nothing', bytes: new Uint8Array() },
    { what: 'text', bytes: Buffer.from('This is a shopping list, named photo.jpg.\n') },
    { what: 'the first bytes of a JPEG', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]) },
    { what: 'a drawing', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"/>') },
  ])('$what is not an image', async ({ bytes }) => {
    expect(await codeOf(bytes)).toBe('not-an-image')
  })

  test('20,000×20,000 pixels are refused from the header alone', async () => {
    const bytes = handMadePng(20_000, 20_000, 8, Buffer.alloc(100)) // decoding it would fail as damaged
    await expect(decodeImage(bytes)).rejects.toThrow('at most 100000000 pixels but received 20000×20000 = 400000000')
    expect(await codeOf(bytes)).toBe('image-too-large')
  })

  test('limits can be set', async () => {
    const bytes = await encodePng(halves)
    await expect(decodeImage(bytes, { maxPixels: 799, minSide: 1 })).rejects.toThrow('received 40×20 = 800')
    await expect(decodeImage(bytes, { maxPixels: 800, minSide: 20 })).resolves.toMatchObject({ width: 40 })
  })

  test('1×1 is too small', async () => {
    const bytes = await encodePng(createImage(1, 1, 3))
    await expect(decodeImage(bytes)).rejects.toThrow('at least 16 pixels but received 1×1')
    expect(await codeOf(bytes)).toBe('image-too-small')
  })
})

describe('encoders', () => {
  test('PNG keeps straight alpha', async () => {
    const image = createImage(1, 1, 4, Uint8ClampedArray.of(200, 100, 50, 30))
    const raw = await sharp(await encodePng(image))
      .raw()
      .toBuffer()
    expect([...raw]).toEqual([200, 100, 50, 30])
  })

  test.each([0, 101, 50.5, Number.NaN])('quality %s is rejected', async (quality) => {
    await expect(encodeJpeg(halves, quality)).rejects.toThrow(`1..100 but received ${quality}`)
  })
})

describe('decodeKnown', () => {
  test('gives what decodeImage gives, and refuses what is broken or no RGB', async () => {
    const jpeg = await encodeJpeg(halves, 90)
    expect(await decodeKnown(jpeg)).toEqual(await decodeImage(jpeg))
    expect(await decodeKnown(await encodePng(halves))).toEqual(halves)
    const withAlpha = await encodePng(createImage(20, 20, 4))
    for (const bytes of [jpeg.subarray(0, jpeg.length / 2), withAlpha]) {
      await expect(decodeKnown(bytes)).rejects.toMatchObject({ code: 'damaged-image' })
    }
  })
})
