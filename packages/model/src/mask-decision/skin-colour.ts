import type { Image, Landmarks, Rng } from '@maskmirror/core'
import { type Rgb, skinPatches } from '@maskmirror/mask-the-face'

/** The colour of one patch of the face's skin by lot; null where none is in the picture. */
export function skinColour(image: Image, landmarks: Landmarks, rng: Rng): Rgb | null {
  const patches = skinPatches(image, landmarks)
  return patches.ok && patches.value.length > 0 ? rng.pick(patches.value) : null
}
