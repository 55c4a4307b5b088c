/** What the markers of a JPEG file say before its first scan. */
export interface JpegHeader {
  readonly width: number
  readonly height: number
  /** Whether there is EXIF or XMP. */
  readonly hasMetadata: boolean
}

const startOfScan = 0xda
const firstSegment = 0xe1
const secondSegment = 0xe2

/** Frames of Huffman-coded blocks: baseline, extended, progressive. */
const frameMarkers: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2])

/** Segments that change nothing about the picture as a whole: tables, restart interval, application data, comment. */
function isOther(marker: number): boolean {
  return marker === 0xc4 || marker === 0xdb || marker === 0xdd || (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
}

/**
 * Reads the header of the usual JPEG file (ISO/IEC 10918-1, annex B): grey or three colours of 8 bits, one frame. To ask sharp
 * first takes a sixth of the time of decoding a small picture.
 *
 * @param bytes the file's content
 * @returns null for what is no JPEG, cut short or unusual, such as CMYK or a second picture behind the first: that is for sharp to
 * judge
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  let size: { width: number; height: number } | null = null
  let hasMetadata = false
  let at = 2
  // a marker, its length, and at least what a frame says
  while (at + 10 < bytes.length) {
    const marker = bytes[at + 1]!
    if (bytes[at] !== 0xff) return null
    const uint16 = (offset: number) => bytes[at + offset]! * 256 + bytes[at + offset + 1]!
    if (marker === startOfScan) return size === null ? null : { ...size, hasMetadata }
    if (frameMarkers.has(marker)) {
      const components = bytes[at + 9]
      if (size !== null || bytes[at + 4] !== 8 || (components !== 1 && components !== 3)) return null
      size = { width: uint16(7), height: uint16(5) }
      if (size.width === 0 || size.height === 0) return null
    } else if (!isOther(marker)) return null
    const begins = (text: string) => [...text].every((sign, i) => bytes[at + 4 + i] === sign.charCodeAt(0))
    if (marker === firstSegment && (begins('Exif') || begins('http'))) hasMetadata = true
    // a second picture is told of here
    if (marker === secondSegment && !begins('ICC_PROFILE')) return null
    if (uint16(2) < 2) return null
    at += 2 + uint16(2)
  }
  return null
}
