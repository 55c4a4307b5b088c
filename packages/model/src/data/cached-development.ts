import { createLandmarks, type Rng } from '@maskmirror/core'
import { createFaceReader, type FaceCache } from '@maskmirror/datasets/face-cache'
import type { MaskTemplates } from '@maskmirror/mask-the-face'
import type { DevelopmentSet } from '#training/development-error.ts'
import { ModelError } from '../error.ts'
import { type AlignedPicture, drawFallback } from './aligned-set.ts'
import { createDevelopmentSet } from './drawn-face-source.ts'

/**
 * Faces of people who are not learned from, bare and with one mask that stays the same.
 *
 * @param held places of faces in the cache
 * @throws ModelError `unusable-pictures` where too few remain to compare
 */
export async function openCachedDevelopment(
  cache: FaceCache,
  held: Uint32Array,
  templates: MaskTemplates,
  rng: Rng,
): Promise<DevelopmentSet> {
  const { folder, description } = cache
  const reader = createFaceReader({ folder, side: description.side, pixels: description.pixels })
  const pictures: AlignedPicture[] = []
  try {
    const places = cache.placesOf(held)
    for (const [at, face] of held.entries()) {
      const { crop, points } = await reader.read(places, at)
      const landmarks = createLandmarks('ibug68', points.subarray(10))
      if (drawFallback(crop, landmarks, templates).ok) pictures.push({ person: cache.people[face]!, crop, landmarks })
    }
  } finally {
    reader.close()
  }
  const counts = new Map<number, number>()
  for (const { person } of pictures) counts.set(person, (counts.get(person) ?? 0) + 1)
  if (counts.size < 2 || ![...counts.values()].some((count) => count > 1)) {
    throw new ModelError({
      code: 'unusable-pictures',
      message: `Expected two development people of ${description.source.name}, one of them with two faces, but there are ${counts.size}. Another developmentShare may help`,
      details: { people: counts.size },
    })
  }
  return createDevelopmentSet({ pictures }, templates, rng)
}
