import type { Image } from '@maskmirror/core'
import { resizeImage, toGrey } from '@maskmirror/imaging'

/** What a picture looks like, so that the same photo stored again, smaller or brighter, gives almost the same bits. */
export interface PerceptualHash {
  /** 8 bytes: which of the low frequencies of the picture are above their median. */
  readonly shape: Uint8Array
  /** 32 bytes: where the picture, 17 × 16 pixels small, gets brighter from left to right. */
  readonly detail: Uint8Array
}

export const shapeBytes = 8
export const detailBytes = 32

/** Pixels on each side before the cosine transform, and frequencies kept of it. */
const side = 32
const kept = 8

/**
 * A 64-bit hash of low frequencies (discrete cosine transform) and a 256-bit difference hash of one picture.
 *
 * @param image of any size and channels
 */
export function perceptualHash(image: Image): PerceptualHash {
  const grey = toGrey(image)
  return {
    shape: shapeOf(resizeImage(grey, side, side)),
    detail: detailOf(resizeImage(grey, 17, 16)),
  }
}

/** Number of bits in which two hashes of one kind differ. */
export function bitDistance(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += onesOf[a[i]! ^ b[i]!]!
  return sum
}

const onesOf = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

/** cos((2x + 1) u π / 2n) for u below `kept`, row by row. */
const cosines = Float64Array.from({ length: kept * side }, (_, i) => {
  const [u, x] = [Math.floor(i / side), i % side]
  return Math.cos(((2 * x + 1) * u * Math.PI) / (2 * side))
})

function shapeOf({ data }: Image): Uint8Array {
  // rows first: [side, side] -> [side, kept]
  const rows = new Float64Array(side * kept)
  for (let y = 0; y < side; y++) {
    for (let u = 0; u < kept; u++) {
      let sum = 0
      for (let x = 0; x < side; x++) sum += data[y * side + x]! * cosines[u * side + x]!
      rows[y * kept + u] = sum
    }
  }
  // [side, kept] -> [kept, kept]
  const frequencies = new Float64Array(kept * kept)
  for (let v = 0; v < kept; v++) {
    for (let u = 0; u < kept; u++) {
      let sum = 0
      for (let y = 0; y < side; y++) sum += rows[y * kept + u]! * cosines[v * side + y]!
      frequencies[v * kept + u] = sum
    }
  }
  // the mean brightness says nothing about the shape
  const sorted = frequencies.slice(1).sort()
  const median = sorted[Math.floor(sorted.length / 2)]!
  return bitsOf(kept * kept, (i) => i > 0 && frequencies[i]! > median)
}

function detailOf({ data, width }: Image): Uint8Array {
  const across = width - 1
  return bitsOf(detailBytes * 8, (i) => {
    const at = Math.floor(i / across) * width + (i % across)
    return data[at + 1]! > data[at]!
  })
}

function bitsOf(count: number, isSet: (i: number) => boolean): Uint8Array {
  const bytes = new Uint8Array(count / 8)
  for (let i = 0; i < count; i++) if (isSet(i)) bytes[i >> 3]! |= 1 << (i & 7)
  return bytes
}
