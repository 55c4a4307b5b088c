import { createImage, createRng } from '@maskmirror/core'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodePicture } from './decode.ts'
import { rawInput } from './encode.ts'
import { headerOf } from './picture-header.ts'
import { readJpegHeader } from './read-jpeg-header.ts'

const rng = createRng('jpeg-header')
const noise = createImage(
  70,
  45,
  3,
  Uint8ClampedArray.from({ length: 70 * 45 * 3 }, () => rng.int(256)),
)
const jpegOf = (prepare: (input: Sharp) => Sharp = (input) => input) => prepare(rawInput(noise)).toBuffer()
const plain = await jpegOf((input) => input.jpeg())

describe('readJpegHeader', () => {
  test.each<[string, (input: Sharp) => Sharp]>([
    ['baseline', (input) => input.jpeg()],
    ['progressive', (input) => input.jpeg({ progressive: true, optimiseScans: true })],
    ['grey', (input) => input.toColourspace('b-w').jpeg()],
    ['all colours at every pixel', (input) => input.jpeg({ chromaSubsampling: '4:4:4' })],
    ['EXIF', (input) => input.withMetadata({ orientation: 6 }).jpeg()],
    ['a colour profile', (input) => input.withIccProfile('p3').jpeg()],
    ['XMP', (input) => input.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>').jpeg()],
  ])('says what sharp says: %s', async (_, prepare) => {
    const bytes = await jpegOf(prepare)
    const metadata = await sharp(bytes).metadata()
    const { hasMetadata } = headerOf(metadata)
    expect(readJpegHeader(bytes)).toEqual({ width: metadata.width, height: metadata.height, hasMetadata })
    expect((await decodePicture(bytes)).header).toEqual(headerOf(metadata))
  })

  test('knows EXIF and XMP from other segments', async () => {
    expect(readJpegHeader(plain)?.hasMetadata).toBe(false)
    const withProfile = await jpegOf((input) => input.withIccProfile('p3').jpeg())
    expect(withProfile.includes('ICC_PROFILE')).toBe(true)
    expect(readJpegHeader(withProfile)?.hasMetadata).toBe(false)
    expect(readJpegHeader(await jpegOf((input) => input.withMetadata({ orientation: 3 }).jpeg()))?.hasMetadata).toBe(
      true,
    )
  })

  const segment = (marker: number, text: string) =>
    Buffer.concat([Buffer.of(0xff, marker, 0, text.length + 2), Buffer.from(text)])
  const withSegment = (inserted: Buffer) => Buffer.concat([plain.subarray(0, 2), inserted, plain.subarray(2)])

  test('steps over a comment and over what other programs left', () => {
    expect(readJpegHeader(withSegment(segment(0xfe, 'a holiday')))).toEqual(readJpegHeader(plain))
    expect(readJpegHeader(withSegment(segment(0xed, 'Photoshop 3.0')))).toEqual(readJpegHeader(plain))
  })

  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['CMYK', () => jpegOf((input) => input.toColourspace('cmyk').jpeg())],
    ['a PNG', () => jpegOf((input) => input.png())],
    ['nothing', () => new Uint8Array()],
    ['a header cut short', () => plain.subarray(0, 60)],
    ['a second picture', () => withSegment(segment(0xe2, 'MPF'))],
    ['a length that is none', () => withSegment(Buffer.of(0xff, 0xfe, 0, 1))],
    ['a frame of lossless JPEG', () => withSegment(segment(0xc3, '\x08\x00\x10\x00\x10\x01\x01\x11\x00'))],
    ['two frames', () => withSegment(segment(0xc0, '\x08\x00\x10\x00\x10\x01\x01\x11\x00'))],
  ])('leaves %s to sharp', async (_, make) => {
    expect(readJpegHeader(await make())).toBeNull()
  })

  test('a picture with any byte changed is refused or read, with the size that was checked', async () => {
    const position = fc.integer({ min: 0, max: 700 })
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 0, max: 255 }), async (at, value) => {
        const bytes = Uint8Array.from(plain)
        bytes[at] = value
        const header = readJpegHeader(bytes)
        const decoded = await decodePicture(bytes, { maxPixels: 10_000, minSide: 16 }).catch((error: Error) => error)
        if (decoded instanceof Error) expect(decoded).toMatchObject({ code: expect.stringMatching(/image/) })
        else if (header !== null) expect(decoded.image).toMatchObject({ width: header.width, height: header.height })
      }),
    )
  })
})
