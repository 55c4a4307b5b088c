import type { Photo } from '@maskmirror/datasets'

/** The photos that a stage works on, and where each view's photo is among them. */
export interface PhotoList {
  /** Each photo once, in the order of first use. */
  readonly photos: readonly Photo[]
  /** By view; null where the view has no photo in this state. */
  readonly positions: readonly (number | null)[]
}

/**
 * @param ids photo id of every view, or null
 * @param photosById all photos of the data set
 */
export function listPhotos(ids: readonly (string | null)[], photosById: ReadonlyMap<string, Photo>): PhotoList {
  const positionOf = new Map<string, number>()
  const photos: Photo[] = []
  const positions = ids.map((id) => {
    if (id === null) return null
    const known = positionOf.get(id)
    if (known !== undefined) return known
    positionOf.set(id, photos.length)
    photos.push(photosById.get(id)!) // the protocol was built from this data set
    return photos.length - 1
  })
  return { photos, positions }
}
