/** What one of OpenCV's two ways from HSV to BGR needs. */
export interface HsvOutputTables {
  /** Brightest channel by V, 0..255. */
  readonly top: Uint8Array
  /** Darkest channel by `S << 8 | V`. */
  readonly bottom: Uint8Array
  /** Share of V in the middle channel by `H << 8 | S`, float32. */
  readonly middle: Float32Array
}

/**
 * Tables for OpenCV's 8-bit HSV (H in 0..179). Its vector code takes groups of 32 columns and cuts fractions off; the
 * columns left over at the end of a row go through scalar code, which rounds. Processors without AVX2 have other groups:
 * the port fixes the AVX2 model.
 */
export interface HsvTables {
  /** 255 / V in 1/4096. */
  readonly saturation: Int32Array
  /** 30 / (V - min) in 1/4096. */
  readonly hue: Int32Array
  readonly vector: HsvOutputTables
  readonly scalar: HsvOutputTables
  /** V / 255 as float32. */
  readonly unit: Float32Array
}

const f32 = Math.fround

/** Takes some 20 ms; make them once. */
export function createHsvTables(): HsvTables {
  const saturation = new Int32Array(256)
  const hue = new Int32Array(256)
  const unit = new Float32Array(256)
  const perLevel = f32(1 / 255)
  for (let i = 0; i < 256; i++) {
    unit[i] = f32(i * perLevel)
    if (i === 0) continue
    saturation[i] = roundHalfEven((255 * 4096) / i)
    hue[i] = roundHalfEven((180 * 4096) / (6 * i))
  }
  return {
    saturation,
    hue,
    unit,
    vector: outputTables(unit, Math.floor, fusedShare),
    scalar: outputTables(unit, roundHalfEven, scalarShare),
  }
}

function outputTables(
  unit: Float32Array,
  toByte: (value: number) => number,
  share: (saturation: number, fraction: number, rising: boolean) => number,
): HsvOutputTables {
  const top = new Uint8Array(256)
  const bottom = new Uint8Array(65536)
  const middle = new Float32Array(180 * 256)
  for (let v = 0; v < 256; v++) top[v] = toByte(f32(unit[v]! * 255))
  for (let s = 0; s < 256; s++) {
    const rest = f32(1 - unit[s]!)
    for (let v = 0; v < 256; v++) bottom[(s << 8) | v] = toByte(f32(f32(unit[v]! * rest) * 255))
  }
  const sectorsPerHue = f32(6 / 180)
  for (let h = 0; h < 180; h++) {
    const turned = f32(h * sectorsPerHue)
    const sector = Math.floor(turned)
    const fraction = f32(turned - sector)
    // in even sectors the middle channel rises with the hue, in odd ones it falls
    for (let s = 0; s < 256; s++) middle[(h << 8) | s] = share(unit[s]!, fraction, sector % 2 === 0)
  }
  return { top, bottom, middle }
}

/** 1 - s·f, or 1 - s·(1 - f) when rising, with one rounding. */
function fusedShare(saturation: number, fraction: number, rising: boolean): number {
  return f32(1 - saturation * (rising ? f32(1 - fraction) : fraction))
}

/** The same in scalar code: only the falling form is fused. */
function scalarShare(saturation: number, fraction: number, rising: boolean): number {
  if (!rising) return f32(1 - saturation * fraction)
  return f32(1 - f32(saturation * f32(1 - fraction)))
}

/** 1.5 · 2^52: a float64 of this size has no fraction, so adding it rounds to the nearest whole number, halves to even. */
export const halfEvenShift = 6755399441055744

/** To the nearest whole number, halves to the even one, for |value| < 2^51. */
export function roundHalfEven(value: number): number {
  return value + halfEvenShift - halfEvenShift
}
