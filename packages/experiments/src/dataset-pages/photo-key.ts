import type { Photo } from '@maskmirror/datasets'
import { z } from 'zod'
import { ExperimentError } from '../error.ts'
import type { OpenedSet } from './opened-sets.ts'

/** Names a photo of a set to clients without its file: the set's edition and the photo's place, such as `9f86d081884c7d65-17`. */
export const PhotoKeySchema = z.string().regex(/^[0-9a-f]{16}-\d{1,9}$/, 'Expected a key of a photo')

export function photoKey({ edition }: Pick<OpenedSet, 'edition'>, position: number): string {
  return `${edition}-${position}`
}

/**
 * @throws ExperimentError `dataset-changed` for a key of another edition, `photo-unknown` for what is no key of the set
 */
export function photoAt(set: OpenedSet, key: string): { readonly photo: Photo; readonly position: number } {
  const [edition, place] = PhotoKeySchema.safeParse(key).data?.split('-') ?? []
  if (edition !== undefined && edition !== set.edition) {
    throw new ExperimentError({
      code: 'dataset-changed',
      message: `Expected a photo of ${set.dataset.name} as it is now but the key is of another edition. Load the page again`,
    })
  }
  const position = Number(place)
  const photo = place === undefined ? undefined : set.dataset.photos[position]
  if (photo === undefined) {
    throw new ExperimentError({
      code: 'photo-unknown',
      message: `Expected the key of a photo of ${set.dataset.name} but received ${JSON.stringify(key)}`,
    })
  }
  return { photo, position }
}
