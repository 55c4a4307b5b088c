import { describe, expect, test } from 'vitest'
import { decodeImage } from './decode.ts'
import { readPictureHeader } from './picture-header.ts'

interface Bitmap {
  readonly bits: number
  readonly topDown?: boolean
  readonly compression?: number
  readonly width?: number
}

/** 18×17 pixels, each of its own colour: red is the column, green the row, blue 200; 18·3 is no multiple of four. */
const [width, height] = [18, 17]
const colourAt = (x: number, y: number) => [x, y, 200] as const

function bitmapOf({ bits, topDown = false, compression = 0, width: said = width }: Bitmap): Uint8Array {
  const palette =
    bits === 8 ? Buffer.from(Array.from({ length: 256 }, (_, i) => [200, i >> 4, i & 15, 0]).flat()) : Buffer.alloc(0)
  const start = 54 + palette.length
  const rowBytes = Math.ceil((width * bits) / 32) * 4
  const file = Buffer.alloc(start + rowBytes * height)
  file.write('BM')
  file.writeUInt32LE(start, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(said, 18)
  file.writeInt32LE(topDown ? -height : height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(bits, 28)
  file.writeUInt32LE(compression, 30)
  palette.copy(file, 54)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = start + (topDown ? y : height - 1 - y) * rowBytes + (x * bits) / 8
      const [r, g, b] = colourAt(x, y)
      if (bits === 8) file[at] = ((g & 15) << 4) | (r & 15)
      else if (bits !== 16) file.set([b, g, r], at)
    }
  }
  return file
}

describe('BMP', () => {
  test.each([{ bits: 24 }, { bits: 24, topDown: true }, { bits: 32 }, { bits: 32, compression: 3 }, { bits: 8 }])(
    '%j',
    async (bitmap) => {
      const image = await decodeImage(bitmapOf(bitmap))
      expect([image.width, image.height, image.channels]).toEqual([width, height, 3])
      for (const [x, y] of [
        [0, 0],
        [15, 3],
        [7, 15],
      ] as const) {
        expect([...image.data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]).toEqual(colourAt(x, y))
      }
    },
  )

  test('its header names no format that is written', async () => {
    expect(await readPictureHeader(bitmapOf({ bits: 24 }))).toEqual({ format: null, hasMetadata: false, frames: 1 })
  })

  test.each([
    { what: 'cut short', bytes: bitmapOf({ bits: 24 }).subarray(0, -4), code: 'damaged-image' },
    { what: 'a header alone', bytes: bitmapOf({ bits: 24 }).subarray(0, 30), code: 'not-an-image' },
    { what: '16 bits', bytes: bitmapOf({ bits: 16 }), code: 'not-an-image' },
    { what: 'compressed', bytes: bitmapOf({ bits: 8, compression: 1 }), code: 'not-an-image' },
    { what: 'no width', bytes: bitmapOf({ bits: 24, width: 0 }), code: 'not-an-image' },
    { what: 'a huge one that has no pixels', bytes: bitmapOf({ bits: 24, width: 2 ** 30 }), code: 'image-too-large' },
    { what: 'a text', bytes: Buffer.from('BM, as we said, …'), code: 'not-an-image' },
  ])('$what: $code', async ({ bytes, code }) => {
    await expect(decodeImage(bytes)).rejects.toMatchObject({ code })
  })
})
