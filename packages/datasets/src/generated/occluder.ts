import type { Rng } from '@maskmirror/core'
import { mixRgb, type Rgb } from './colour.ts'

/** What may be before a face besides masks. */
export const occluderKinds = ['sunglasses', 'cap', 'scarf', 'hand', 'hair', 'microphone'] as const

export type OccluderKind = (typeof occluderKinds)[number]

/** Something before a face, seen on one picture. */
export interface Occluder {
  readonly kind: OccluderKind
  readonly colour: Rgb
  /** From which side it comes or hangs: -1 the image's left, 1 its right. */
  readonly side: number
  /** How much of the face it hides within what its kind does, 0 little … 1 much. */
  readonly reach: number
}

/** @param share of pictures that have one, 0..1 */
export function drawOccluderChoice(rng: Rng, share: number): Occluder | null {
  if (rng.next() >= share) return null
  const kind = rng.pick(occluderKinds)
  const grey = rng.uniform(25, 200)
  const tint: Rgb = [rng.uniform(0, 255), rng.uniform(0, 255), rng.uniform(0, 255)]
  return {
    kind,
    colour: mixRgb([grey, grey, grey], tint, rng.uniform(0, 0.7)),
    side: rng.next() < 0.5 ? -1 : 1,
    reach: rng.next(),
  }
}
