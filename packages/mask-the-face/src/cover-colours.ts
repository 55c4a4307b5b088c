import type { CoverType } from './cover-type.ts'
import { coloursOfType, type MaskColourName, maskColourNames } from './mask-colour.ts'

/** The colours in which each cover is commonly sold, the most usual first; for masks those of `coloursOfType`. */
export const coloursOfCover: Readonly<Record<CoverType, readonly MaskColourName[]>> = {
  ...coloursOfType,
  'ffp2-valve': ['white', 'grey', 'black'],
  gaiter: ['black', 'grey', 'navy'],
  bandana: ['navy', 'black', 'green', 'pink'],
  'face-shield': ['white'],
  sunglasses: ['black'],
  cap: maskColourNames,
}
