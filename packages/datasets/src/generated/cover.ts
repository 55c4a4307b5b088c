import type { Image, Rng } from '@maskmirror/core'
import type { ExactLandmarks } from '#dataset.ts'

/** Something before a face and what is known of it. */
export interface Cover {
  /** `mask` or the occluder's kind. */
  readonly name: string
  /** One channel, as large as the picture: 255 where only the cover is seen. */
  readonly alpha: Image
  /** What else is known of it, by name: of a mask its type, colour and how it is worn. */
  readonly label: Readonly<Record<string, string>>
}

/** What puts a mask on a finished face: masks are drawn by a package that this one does not know. */
export type WearMask = (
  image: Image,
  landmarks: ExactLandmarks,
  rng: Rng,
) => {
  /** alpha · mask + (1 − alpha) · what was given: no shadow beside the mask. */
  readonly image: Image
  readonly alpha: Image
  readonly label: Cover['label']
} | null

/** @returns null where no mask is worn */
export function wearOver(
  bare: Image,
  landmarks: ExactLandmarks,
  wear: WearMask,
  rng: Rng,
): { image: Image; cover: Cover } | null {
  const worn = wear(bare, landmarks, rng)
  if (worn === null) return null
  const { image, alpha, label } = worn
  return { image, cover: { name: 'mask', alpha, label } }
}

/**
 * How far points are covered by all covers together.
 *
 * @param points x, y in pixels, in turn
 * @returns 0..255 each; 0 outside of the picture
 */
export function coverAtPoints(covers: readonly Cover[], points: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: points.length / 2 }, (_, i) => {
    const [x, y] = [Math.round(points[i * 2]!), Math.round(points[i * 2 + 1]!)]
    let open = 1
    for (const { alpha } of covers) {
      if (x < 0 || y < 0 || x >= alpha.width || y >= alpha.height) continue
      open *= 1 - alpha.data[y * alpha.width + x]! / 255
    }
    return Math.round(255 * (1 - open))
  })
}

/** The share of any cover in each pixel, one channel; null where nothing is before the face. */
export function joinedAlpha(covers: readonly Cover[]): Image | null {
  const [first, ...rest] = covers
  if (first === undefined) return null
  const joined = { ...first.alpha, data: first.alpha.data.slice() }
  for (const { alpha } of rest) {
    for (let i = 0; i < joined.data.length; i++) {
      joined.data[i] = 255 - ((255 - joined.data[i]!) * (255 - alpha.data[i]!)) / 255
    }
  }
  return joined
}
