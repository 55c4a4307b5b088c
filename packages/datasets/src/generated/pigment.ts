import type { Rng } from '@maskmirror/core'
import { mixRgb, type Rgb, rgbOnScale } from './colour.ts'
import { clamp } from './point.ts'

/** Colours of a person. */
export interface Pigment {
  /** 0 very light … 1 very dark skin. */
  readonly melanin: number
  readonly skin: Rgb
  readonly lip: Rgb
  readonly hair: Rgb
  readonly brow: Rgb
  readonly iris: Rgb
}

// our choice, near the palettes that painters use
const skinScale: readonly Rgb[] = [
  [246, 210, 187],
  [237, 198, 170],
  [222, 175, 141],
  [200, 146, 108],
  [165, 113, 78],
  [128, 85, 60],
  [98, 65, 48],
]
const hairScale: readonly Rgb[] = [
  [24, 20, 19],
  [48, 34, 27],
  [84, 57, 39],
  [128, 90, 56],
  [178, 138, 86],
  [212, 180, 128],
]
const red: Rgb = [142, 66, 32]
const grey: Rgb = [176, 174, 172]
const irisScale: readonly Rgb[] = [
  [38, 24, 16],
  [72, 44, 24],
  [108, 76, 40],
  [98, 108, 72],
  [84, 112, 132],
]

/** Dark skin goes with dark hair and eyes; light skin with any. Hair greys with age. */
export function drawPigment(rng: Rng, ageYears: number): Pigment {
  const melanin = rng.next() ** 1.3
  const light = clamp((0.55 - melanin) / 0.35, 0, 1)
  const blond = rng.next() * light
  const isRed = rng.next() < 0.12 * light
  const greyness = clamp((ageYears - 50 + 8 * rng.normal()) / 25, 0, 1)
  const natural = isRed
    ? mixRgb(red, [190, 110, 60], rng.next() * 0.6)
    : rgbOnScale(hairScale, blond * rng.uniform(0.5, 1.1))
  const warmth = rng.normal() * 5
  const [r, g, b] = rgbOnScale(skinScale, melanin)
  const skin: Rgb = [r + warmth * 0.3, g - Math.abs(warmth) * 0.3, b - warmth]
  const rose: Rgb = [176 - 80 * melanin, 84 - 34 * melanin, 84 - 34 * melanin]
  return {
    melanin,
    skin,
    lip: mixRgb(skin, rose, rng.uniform(0.35, 0.75)),
    hair: mixRgb(natural, grey, greyness),
    brow: mixRgb(mixRgb(natural, [40, 30, 26], 0.35), grey, greyness * 0.5),
    iris: rgbOnScale(irisScale, clamp(rng.next() ** 1.5 * light * 1.4 + 0.1 * rng.next(), 0, 1)),
  }
}

/** The skin where little light gets to: darker and redder. */
export function shadowOf(skin: Rgb): Rgb {
  return [skin[0] * 0.58, skin[1] * 0.44, skin[2] * 0.4]
}
