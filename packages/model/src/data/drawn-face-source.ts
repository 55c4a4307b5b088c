import { createHash } from 'node:crypto'
import { canonicalJson, type Rng } from '@maskmirror/core'
import { generatorVersion, type MaskTemplates } from '@maskmirror/mask-the-face'
import type { DevelopmentSet } from '#training/development-error.ts'
import type { FaceSource } from '#training/face-batch.ts'
import type { AlignedPicture, AlignedSet } from './aligned-set.ts'
import { drawPair } from './drawn-pair.ts'
import { createOrder } from './picture-order.ts'

/** Faces of which only the mask is known. */
export interface MaskLabelledSet {
  readonly checksum: string
  /** side · side · 3 values in 0..255 each. */
  readonly pictures: readonly { readonly values: Float32Array; readonly isMasked: boolean }[]
}

/**
 * Pictures of an aligned set with masks drawn afresh each time. Every picture comes once before any comes again.
 *
 * @param rng decides order, masks and mirroring; what a pass gives follows from it and the number of the pass alone
 * @param options.batch pictures with an identity in a pass
 * @param options.real with the number of its pictures in a pass; null for none
 */
export function createDrawnFaceSource(
  set: AlignedSet,
  templates: MaskTemplates,
  rng: Rng,
  options: { readonly batch: number; readonly real: { readonly set: MaskLabelledSet; readonly batch: number } | null },
): FaceSource {
  const { batch, real } = options
  const placeOf = createOrder(set.pictures.length, rng.fork('order'))
  const realPlaceOf = createOrder(real?.set.pictures.length ?? 0, rng.fork('real order'))
  return {
    classes: set.people.length,
    checksum: createHash('sha256')
      .update(canonicalJson({ generatorVersion, set: set.checksum, real: real?.set.checksum ?? null }))
      .digest('hex'),
    batch: async (pass) => {
      const chosen = Array.from({ length: batch }, (_, i) => set.pictures[placeOf(pass * batch + i)]!)
      const pairs = drawPairs(chosen, templates, rng.fork(`pass ${pass}`))
      const labels = chosen.map(({ person }) => person)
      if (real === null) return { ...pairs, labels, real: null }
      const faces = Array.from({ length: real.batch }, (_, i) => real.set.pictures[realPlaceOf(pass * real.batch + i)]!)
      const length = faces[0]!.values.length
      const pictures = new Float32Array(faces.length * length)
      for (const [i, { values }] of faces.entries()) pictures.set(values, i * length)
      return { ...pairs, labels, real: { pictures, isMasked: faces.map(({ isMasked }) => isMasked) } }
    },
  }
}

/** Every picture of a set, bare and with one mask that stays the same. @param set of people who are not learned from */
export function createDevelopmentSet(
  set: Pick<AlignedSet, 'pictures'>,
  templates: MaskTemplates,
  rng: Rng,
): DevelopmentSet {
  return { ...drawPairs(set.pictures, templates, rng), people: set.pictures.map(({ person }) => person) }
}

function drawPairs(
  pictures: readonly AlignedPicture[],
  templates: MaskTemplates,
  rng: Rng,
): { unmasked: Float32Array; masked: Float32Array } {
  const length = pictures[0]!.crop.data.length
  const unmasked = new Float32Array(pictures.length * length)
  const masked = new Float32Array(pictures.length * length)
  for (const [i, picture] of pictures.entries()) {
    const part = (values: Float32Array) => values.subarray(i * length, (i + 1) * length)
    drawPair(picture, templates, rng.fork(String(i)), { unmasked: part(unmasked), masked: part(masked) })
  }
  return { unmasked, masked }
}
