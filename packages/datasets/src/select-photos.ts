import type { Dataset, Photo } from './dataset.ts'

/**
 * A set without some of its photos, and without the pairs that name one of them. Its checksum stays that of the whole set: what
 * chose the photos belongs beside it.
 *
 * @returns `lostPairs`: listed pairs that are gone
 */
export function selectPhotos(
  dataset: Dataset,
  isKept: (photo: Photo) => boolean,
): { readonly dataset: Dataset; readonly lostPairs: number } {
  const photos = dataset.photos.filter(isKept)
  const kept = new Set(photos.map(({ id }) => id))
  const pairs = dataset.pairs?.filter(({ reference, probe }) => kept.has(reference) && kept.has(probe)) ?? null
  return { dataset: { ...dataset, photos, pairs }, lostPairs: (dataset.pairs?.length ?? 0) - (pairs?.length ?? 0) }
}
