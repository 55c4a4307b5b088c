import {
  createSerializer,
  type inferParserType,
  parseAsBoolean,
  parseAsIndex,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'

/** What a photo can be suspected of, in the order of the page; the server's names. */
export const problemKinds = [
  'unreadable',
  'duplicate-across-people',
  'duplicate-across-sets',
  'duplicate-of-person',
  'mask-flag',
  'identity',
  'person',
] as const

export type ProblemKind = (typeof problemKinds)[number]

export const maskStates = ['all', 'bare', 'masked'] as const
export const reviewStates = ['all', 'open', 'kept', 'excluded'] as const

/** Which photos are looked at, in the address. */
export const photoParsers = {
  search: parseAsString.withDefault(''),
  person: parseAsString.withDefault(''),
  mask: parseAsStringLiteral(maskStates).withDefault('all'),
  /** A column of the labels and its value, with the first colon between them. */
  label: parseAsString.withDefault(''),
  problem: parseAsStringLiteral(['', 'any', ...problemKinds]).withDefault(''),
  review: parseAsStringLiteral(reviewStates).withDefault('all'),
  /** 1 in the address is 0 here. */
  page: parseAsIndex.withDefault(0),
}

export const peopleParsers = { search: parseAsString.withDefault(''), page: parseAsIndex.withDefault(0) }

/** Which suspects are looked at; an empty kind is the first that has any. */
export const sheetParsers = {
  kind: parseAsStringLiteral(['', ...problemKinds]).withDefault(''),
  open: parseAsBoolean.withDefault(false),
  page: parseAsIndex.withDefault(0),
}

/** The photo whose details are open, by its key; empty: none. */
export const openPhotoParser = parseAsString.withDefault('')

export function setPath(id: string, part: '' | 'photos' | 'people' | 'health' = ''): string {
  return `/datasets/${encodeURIComponent(id)}${part === '' ? '' : `/${part}`}`
}

const serialisePhotos = createSerializer(photoParsers)

export function photosPath(id: string, filters: Partial<inferParserType<typeof photoParsers>>): string {
  return serialisePhotos(setPath(id, 'photos'), filters)
}

/** @param side of the square that it fits, pixels; one of the server's */
export function pictureAddress(id: string, key: string, side: 160 | 320 | 640 | 1280): string {
  return `/photos/${encodeURIComponent(id)}/${key}/${side}.jpg`
}

export function reviewedListAddress(id: string): string {
  return `/photos/${encodeURIComponent(id)}/reviewed.csv`
}
