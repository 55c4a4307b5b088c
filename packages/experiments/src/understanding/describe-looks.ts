import type { Image } from '@maskmirror/core'
import { upperShare } from '@maskmirror/evaluation/understanding'
import { arcfaceTemplate } from '@maskmirror/faces'
import { cropSide } from '../stages/aligned-photo.ts'
import type { FaceLook } from './look-at-face.ts'
import { paintMap } from './paint-map.ts'

/** A map over a face. */
export interface DescribedMap<Picture> {
  readonly picture: Picture
  /** Greatest value. */
  readonly greatest: number
  /** Share of what is above 0 that lies on the upper face; null where nothing is. */
  readonly upperShare: number | null
}

/** What a recogniser looks at on one face. */
export interface DescribedLook<Picture> {
  /** The aligned face. */
  readonly face: Picture
  /** Of the uncovered face. */
  readonly similarity: number
  readonly occlusion: DescribedMap<Picture>
  /** Null for a model without attention. */
  readonly attention: (DescribedMap<Picture> & { readonly even: number }) | null
}

/** Values that are painted strongest, the same on all faces that are shown together. */
export interface LookScales {
  readonly occlusion: number
  readonly attention: number | null
}

/**
 * Paints the maps of faces that are to be compared, to common scales.
 *
 * @param store keeps a picture of a face and gives what to call it
 */
export async function describeLooks<Picture>(
  looks: readonly FaceLook[],
  store: (picture: Image, face: number, what: 'face' | 'occlusion' | 'attention') => Promise<Picture>,
): Promise<{ looks: DescribedLook<Picture>[]; scales: LookScales }> {
  const attentions = looks.flatMap(({ attention }) => (attention === null ? [] : [attention]))
  const scales = {
    occlusion: greatestSize(looks.map(({ occlusion }) => occlusion)),
    attention: attentions.length === 0 ? null : greatestSize(attentions),
  }
  const described: DescribedLook<Picture>[] = []
  for (const [i, { crop, similarity, occlusion, attention }] of looks.entries()) {
    const map = async (what: 'occlusion' | 'attention', values: Float64Array, scale: number) => ({
      picture: await store(paintMap(crop, values, scale), i, what),
      greatest: values.reduce((greatest, value) => Math.max(greatest, value), Number.NEGATIVE_INFINITY),
      upperShare: upperShareOf(values),
    })
    described.push({
      face: await store(crop, i, 'face'),
      similarity,
      occlusion: await map('occlusion', occlusion, scales.occlusion),
      attention:
        attention === null || scales.attention === null
          ? null
          : { ...(await map('attention', attention, scales.attention)), even: 1 / attention.length },
    })
  }
  return { looks: described, scales }
}

/**
 * Where the upper face ends, as a share of the crop's height: halfway between the eyes and the tip of the nose, where masks
 * begin.
 */
const upperEnd = (() => {
  const [, leftEye, , rightEye, , nose] = arcfaceTemplate.points
  return ((leftEye! + rightEye!) / 2 + nose!) / 2 / cropSide
})()

function upperShareOf(map: Float64Array): number | null {
  const side = Math.sqrt(map.length)
  return upperShare(map, side, upperEnd * side)
}

/** Above 0, so that it can scale. */
function greatestSize(maps: readonly Float64Array[]): number {
  let greatest = 0
  for (const map of maps) for (const value of map) greatest = Math.max(greatest, Math.abs(value))
  return greatest || 1
}
