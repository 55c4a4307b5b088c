import { type HsvOutputTables, type HsvTables, halfEvenShift } from './hsv-tables.ts'

/** A part of a row of the picture: RGBA bytes that lie one after another. */
export interface RowPart {
  readonly pixels: Uint8Array
  /** Pixels. */
  readonly count: number
  /** Column of the first pixel in the picture. */
  readonly x: number
  /** Width of the picture, which decides which columns OpenCV rounds. */
  readonly pictureWidth: number
}

/**
 * Takes a row through HSV and back as OpenCV does, with S and V replaced on the way. Alpha stays.
 *
 * @param tables of `createHsvTables`
 * @param saturation new S for each S
 * @param value new V for each V
 */
export function scaleHsv(row: RowPart, tables: HsvTables, saturation: Uint8Array, value: Uint8Array): void {
  const vectorColumns = row.pictureWidth & ~31
  const split = Math.max(0, Math.min(row.count, vectorColumns - row.x))
  scaleRun(row.pixels, 0, split, { tables, output: tables.vector, shift: 0, saturation, value })
  scaleRun(row.pixels, split, row.count, { tables, output: tables.scalar, shift: halfEvenShift, saturation, value })
}

/** Entries of the memory of colours; a mask has some thousand, our choice between misses and the processor's cache. */
const rememberedBits = 12

/**
 * Two passes of `scaleHsv`, V in the first and S in the second, that remember what became of a colour: on a mask it comes
 * again and again.
 *
 * @param factors new V for each V, new S for each S
 */
export function createBrightnessThenSaturation(
  tables: HsvTables,
  factors: { readonly value: Uint8Array; readonly saturation: Uint8Array; readonly same: Uint8Array },
): (row: RowPart) => void {
  const { value, saturation, same } = factors
  const colours = new Int32Array(1 << rememberedBits) // 0 is black, which stays
  const results = new Int32Array(1 << rememberedBits)
  const first = { tables, output: tables.vector, shift: 0, saturation: same, value }
  const second = { tables, output: tables.vector, shift: 0, saturation, value: same }
  return (row) => {
    const { pixels, count, x, pictureWidth } = row
    const split = Math.max(0, Math.min(count, (pictureWidth & ~31) - x))
    for (let i = 0; i < split; i++) {
      const p = i * 4
      const colour = pixels[p]! | (pixels[p + 1]! << 8) | (pixels[p + 2]! << 16)
      if (colour === 0) continue
      const slot = Math.imul(colour, 0x9e3779b1) >>> (32 - rememberedBits)
      if (colours[slot] !== colour) {
        scaleRun(pixels, i, i + 1, first)
        scaleRun(pixels, i, i + 1, second)
        colours[slot] = colour
        results[slot] = pixels[p]! | (pixels[p + 1]! << 8) | (pixels[p + 2]! << 16)
        continue
      }
      const result = results[slot]!
      pixels[p] = result
      pixels[p + 1] = result >> 8
      pixels[p + 2] = result >> 16
    }
    if (split === count) return
    // the last columns are rounded otherwise
    const rest = { pixels: pixels.subarray(split * 4), count: count - split, x: x + split, pictureWidth }
    scaleHsv(rest, tables, same, value)
    scaleHsv(rest, tables, saturation, same)
  }
}

function scaleRun(
  pixels: Uint8Array,
  from: number,
  end: number,
  options: {
    tables: HsvTables
    output: HsvOutputTables
    /** Added and taken away again before the fraction is cut off, which rounds when it is large. */
    shift: number
    saturation: Uint8Array
    value: Uint8Array
  },
): void {
  const { saturation, value, shift } = options
  const { saturation: perValue, hue: perRange, unit } = options.tables
  const { top, bottom, middle } = options.output
  for (let i = from * 4; i < end * 4; i += 4) {
    const r = pixels[i]!
    const g = pixels[i + 1]!
    const b = pixels[i + 2]!
    const v = Math.max(r, g, b)
    if (v === 0) continue // black has S = 0 and stays black
    const range = v - Math.min(r, g, b)
    const turn = v === r ? g - b : v === g ? b - r + 2 * range : r - g + 4 * range
    let h = (turn * perRange[range]! + 2048) >> 12
    if (h < 0) h += 180
    const newS = saturation[(range * perValue[v]! + 2048) >> 12]!
    const newV = value[v]!
    const high = top[newV]!
    const low = bottom[(newS << 8) | newV]!
    const mid = (Math.fround(Math.fround(unit[newV]! * middle[(h << 8) | newS]!) * 255) + shift - shift) | 0
    if (h < 60) {
      pixels[i] = h < 30 ? high : mid
      pixels[i + 1] = h < 30 ? mid : high
      pixels[i + 2] = low
    } else if (h < 120) {
      pixels[i] = low
      pixels[i + 1] = h < 90 ? high : mid
      pixels[i + 2] = h < 90 ? mid : high
    } else {
      pixels[i] = h < 150 ? mid : high
      pixels[i + 1] = low
      pixels[i + 2] = h < 150 ? high : mid
    }
  }
}
