import { createImage } from '@maskmirror/core'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeRaw } from './decode-raw.ts'
import { encodePng } from './encode.ts'

describe('decodeRaw', () => {
  test('colours under transparency come back bit for bit', async () => {
    const image = createImage(3, 1, 4, Uint8ClampedArray.of(200, 100, 50, 0, 1, 2, 3, 128, 9, 8, 7, 255))
    expect(await decodeRaw(await encodePng(image))).toEqual(image)
  })

  test('a picture without alpha stays RGB', async () => {
    const image = createImage(2, 1, 3, Uint8ClampedArray.of(10, 20, 30, 40, 50, 60))
    expect(await decodeRaw(await encodePng(image))).toEqual(image)
  })

  test('a colour profile changes nothing', async () => {
    const bytes = await sharp({ create: { width: 2, height: 2, channels: 3, background: { r: 200, g: 60, b: 40 } } })
      .withIccProfile('p3')
      .png()
      .toBuffer()
    const stored = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer()
    const image = await decodeRaw(bytes)
    expect([...image.data]).toEqual([...stored])
    expect([...(await sharp(bytes).raw().toBuffer())]).not.toEqual([...stored]) // the profile does matter elsewhere
  })

  test('16 bit is cut to the high byte', async () => {
    const samples = Uint16Array.of(0x12ff, 0x80ff, 0xff00)
    const bytes = await sharp(samples, { raw: { width: 1, height: 1, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    expect((await sharp(bytes).metadata()).depth).toBe('ushort')
    expect([...(await decodeRaw(bytes)).data]).toEqual([0x12, 0x80, 0xff])
  })

  test('grey with alpha becomes RGBA', async () => {
    const bytes = await sharp(Buffer.of(77, 30, 5, 255), { raw: { width: 2, height: 1, channels: 2 } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    expect([...(await decodeRaw(bytes)).data]).toEqual([77, 77, 77, 30, 5, 5, 5, 255])
  })

  test('orientation is applied unless it is refused', async () => {
    const bytes = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#123456' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await decodeRaw(bytes)).width).toBe(10)
    expect((await decodeRaw(bytes, { orient: false })).width).toBe(20)
  })

  test.each([
    { what: 'text', bytes: Buffer.from('a shopping list'), code: 'not-an-image' },
    { what: 'nothing', bytes: new Uint8Array(), code: 'not-an-image' },
    {
      what: 'a drawing',
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      code: 'not-an-image',
    },
  ])('$what is no picture', async ({ bytes, code }) => {
    await expect(decodeRaw(bytes)).rejects.toMatchObject({ code })
  })

  test('limits come before pixels', async () => {
    const bytes = await encodePng(createImage(20, 10, 3))
    const limits = { maxPixels: 199, minSide: 1 }
    await expect(decodeRaw(bytes, { limits })).rejects.toThrow('at most 199 pixels')
    await expect(decodeRaw(bytes, { limits: { maxPixels: 200, minSide: 11 } })).rejects.toThrow('sides of at least 11')
  })
})
