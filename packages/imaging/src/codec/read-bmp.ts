import { ImagingError } from '../error.ts'

/**
 * What a Windows bitmap's headers say; sharp does not read these files, and data sets have them, some under the name .jpg.
 * Taken are 8 bits with a palette, 24 and 32 bits, all uncompressed: what cameras and programs wrote. The format is
 * Microsoft's (BITMAPFILEHEADER, BITMAPINFOHEADER).
 */
export interface BmpHeader {
  readonly width: number
  readonly height: number
  /** Whether the first row in the file is the picture's first; usually it is its last. */
  readonly topDown: boolean
  readonly bitsPerPixel: 8 | 24 | 32
  /** Where the pixels begin, bytes. */
  readonly pixels: number
  /** Where the palette begins, four bytes a colour; null without. */
  readonly palette: { readonly start: number; readonly colours: number } | null
}

export function isBmp(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d
}

const fileHeaderSize = 14
const smallestInfoHeader = 40

/** Of BI_BITFIELDS, which for 32 bits nearly always names the usual places of the colours. */
const compressions: ReadonlySet<number> = new Set([0, 3])

/** @throws ImagingError `not-an-image` for what is no bitmap, or of a kind that is not read */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!isBmp(bytes) || bytes.length < fileHeaderSize + smallestInfoHeader) throw notRead('its headers are cut short')
  const infoSize = view.getUint32(14, true)
  if (infoSize < smallestInfoHeader) throw notRead(`its header has ${infoSize} bytes, that of OS/2`)
  const [width, storedHeight] = [view.getInt32(18, true), view.getInt32(22, true)]
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)]
  if (width < 1 || storedHeight === 0) throw notRead(`it is ${width}×${storedHeight} pixels large`)
  if (
    (bits !== 8 && bits !== 24 && bits !== 32) ||
    !compressions.has(compression) ||
    (compression === 3 && bits !== 32)
  ) {
    throw notRead(`it has ${bits} bits a pixel in compression ${compression}; 8, 24 and 32 uncompressed are read`)
  }
  const colours = view.getUint32(46, true)
  return {
    width,
    height: Math.abs(storedHeight),
    topDown: storedHeight < 0,
    bitsPerPixel: bits,
    pixels: view.getUint32(10, true),
    palette:
      bits === 8 ? { start: fileHeaderSize + infoSize, colours: colours === 0 ? 256 : Math.min(256, colours) } : null,
  }
}

/**
 * @returns RGB, row by row; a fourth byte of a pixel is ignored, since most programs write 0 there
 * @throws ImagingError `damaged-image` when the file ends before the last pixel
 */
export function readBmpPixels(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { width, height, topDown, bitsPerPixel, pixels, palette } = header
  const bytesPerPixel = bitsPerPixel / 8
  const rowBytes = Math.ceil((width * bytesPerPixel) / 4) * 4
  const end = Math.max(
    pixels + rowBytes * (height - 1) + width * bytesPerPixel,
    palette === null ? 0 : palette.start + 4 * palette.colours,
  )
  if (end > bytes.length) {
    throw new ImagingError({
      code: 'damaged-image',
      message: `Expected a whole BMP picture of ${end} bytes but received ${bytes.length}`,
    })
  }
  const rgb = new Uint8Array(width * height * 3)
  for (let y = 0, to = 0; y < height; y++) {
    let from = pixels + (topDown ? y : height - 1 - y) * rowBytes
    for (let x = 0; x < width; x++, from += bytesPerPixel, to += 3) {
      // a palette's colours and pixels are blue, green, red
      const at = palette === null ? from : palette.start + 4 * Math.min(bytes[from]!, palette.colours - 1)
      rgb[to] = bytes[at + 2]!
      rgb[to + 1] = bytes[at + 1]!
      rgb[to + 2] = bytes[at]!
    }
  }
  return rgb
}

function notRead(why: string): ImagingError {
  return new ImagingError({
    code: 'not-an-image',
    message: `Expected a picture but it is a BMP that cannot be read: ${why}`,
  })
}
