import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server'

/** The one face itself, or the person's other one. */
export const lookTargets = ['itself', 'other'] as const

export const patchSides = ['16', '24', '32'] as const

export const patchFills = ['mean', 'grey'] as const

/** Who and what is looked at, in the address; empty where nothing was chosen. */
export const understandingParsers = {
  /** Id of a run that is laid beside. */
  second: parseAsString.withDefault(''),
  person: parseAsString.withDefault(''),
  /** Number of the photo, from 0. */
  unmasked: parseAsInteger.withDefault(0),
  masked: parseAsInteger.withDefault(0),
  target: parseAsStringLiteral(lookTargets).withDefault('itself'),
  /** Side of the covering square, pixels of the aligned face. */
  patch: parseAsStringLiteral(patchSides).withDefault('24'),
  fill: parseAsStringLiteral(patchFills).withDefault('mean'),
}
