import { createHash } from 'node:crypto'
import { canonicalJson } from '@maskmirror/core'
import { byCodeUnit } from '#code-unit-order.ts'
import type { Dataset, Photo, PhotoPair } from '#dataset.ts'

/** A photo with the SHA-256 of its file's bytes, in hex. */
export interface HashedPhoto {
  readonly photo: Photo
  readonly sha256: string
}

/**
 * Makes a set of photos that were found on disk, in whatever layout: the same ids, labels, contents and pairs have the same checksum.
 *
 * @param parts.what what it is, for the description, such as `Folder`
 * @param parts.photos in any order; ids are different
 */
export function assembleDataset(parts: {
  readonly name: string
  readonly what: string
  readonly photos: readonly HashedPhoto[]
  readonly pairs: readonly PhotoPair[] | null
  readonly notes: readonly string[]
}): Dataset {
  const { name, what, pairs, notes } = parts
  const sorted = [...parts.photos].sort((a, b) => byCodeUnit(a.photo.id, b.photo.id))
  const hash = createHash('sha256')
  for (const { photo, sha256 } of sorted) {
    const { id, person, masked, attributes } = photo
    const further = attributes === undefined ? [] : [attributes]
    hash.update(`${canonicalJson([id, person, masked, sha256, ...further])}\n`)
  }
  if (pairs !== null) hash.update(`pairs ${canonicalJson(pairs)}\n`)
  const photos = sorted.map(({ photo }) => photo)
  const people = new Set(photos.map((photo) => photo.person)).size
  const masked = photos.filter((photo) => photo.masked).length
  return {
    name,
    kind: 'folder',
    description: `${what} with ${people} people: ${photos.length - masked} bare and ${masked} masked photos${pairs === null ? '' : `, a list of ${pairs.length} pairs`}`,
    checksum: hash.digest('hex'),
    photos,
    pairs,
    licence: null,
    notes,
  }
}
