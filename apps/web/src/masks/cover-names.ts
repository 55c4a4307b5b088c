import type { CoverType, MaskColourName, MaskPatternName, MaskStyle } from '@maskmirror/mask-the-face'

export const coverNames: Readonly<Record<CoverType, string>> = {
  surgical: 'Surgical mask',
  cloth: 'Cloth mask',
  n95: 'N95',
  kn95: 'KN95',
  'ffp2-valve': 'FFP2 with valve',
  gaiter: 'Gaiter',
  bandana: 'Bandana',
  'face-shield': 'Face shield',
  sunglasses: 'Sunglasses',
  cap: 'Cap',
}

export const styleNames: Readonly<Record<MaskStyle, string>> = {
  correct: 'Over nose and mouth',
  'below-nose': 'Below the nose',
  'on-chin': 'On the chin',
  'one-ear': 'Hanging from one ear',
  'below-chin': 'Hanging below the chin',
}

export const colourNames: Readonly<Record<MaskColourName, string>> = {
  white: 'White',
  'light-blue': 'Light blue',
  green: 'Green',
  black: 'Black',
  pink: 'Pink',
  grey: 'Grey',
  navy: 'Navy',
  beige: 'Beige',
}

export const patternNames: Readonly<Record<MaskPatternName, string>> = {
  stripes: 'Stripes',
  gingham: 'Gingham',
  dots: 'Dots',
  leaves: 'Leaves',
}
