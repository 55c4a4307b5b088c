import { maskTypes } from './mask-type.ts'

/** What part of a face something hides. */
export type CoverRegion = 'lower-face' | 'whole-face' | 'upper-face'

/**
 * Which points of a face hold something: `jaw` the six points of a mask and the nose tip, `eyes` the line of the eyes on
 * the nose root, `temples` the head's width at the brows, `face` the head's width before the face.
 */
export type HoldName = 'jaw' | 'eyes' | 'temples' | 'face'

/** All that the package can put on a face: the usual masks, then other covers of the lower, whole and upper face. */
export const coverTypes = [...maskTypes, 'ffp2-valve', 'gaiter', 'bandana', 'face-shield', 'sunglasses', 'cap'] as const

export type CoverType = (typeof coverTypes)[number]

/** Where each type is worn. */
export const coverRegions: Readonly<Record<CoverType, CoverRegion>> = {
  surgical: 'lower-face',
  cloth: 'lower-face',
  n95: 'lower-face',
  kn95: 'lower-face',
  'ffp2-valve': 'lower-face',
  gaiter: 'lower-face',
  bandana: 'lower-face',
  'face-shield': 'whole-face',
  sunglasses: 'upper-face',
  cap: 'upper-face',
}

/** Which points hold each type. */
export const coverHolds: Readonly<Record<CoverType, HoldName>> = {
  surgical: 'jaw',
  cloth: 'jaw',
  n95: 'jaw',
  kn95: 'jaw',
  'ffp2-valve': 'jaw',
  gaiter: 'jaw',
  bandana: 'jaw',
  'face-shield': 'face',
  sunglasses: 'eyes',
  cap: 'temples',
}
