import type { MaskType } from './mask-type.ts'

/** sRGB, each 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number]

export const maskColourNames = ['white', 'light-blue', 'green', 'black', 'pink', 'grey', 'navy', 'beige'] as const

export type MaskColourName = (typeof maskColourNames)[number]

/** What the fabric of each named colour looks like in neutral light; our choice, picked from masks as they are sold. */
export const maskColours: Readonly<Record<MaskColourName, Rgb>> = {
  white: [224, 226, 228],
  'light-blue': [150, 195, 224],
  green: [150, 205, 180],
  black: [38, 38, 41],
  pink: [236, 180, 196],
  grey: [142, 145, 149],
  navy: [42, 56, 92],
  beige: [214, 190, 158],
}

/** The colours in which each type is commonly worn. */
export const coloursOfType: Readonly<Record<MaskType, readonly MaskColourName[]>> = {
  surgical: ['light-blue', 'white', 'green', 'black', 'pink'],
  cloth: maskColourNames,
  n95: ['white', 'grey', 'black'],
  kn95: ['white', 'grey', 'black'],
}
