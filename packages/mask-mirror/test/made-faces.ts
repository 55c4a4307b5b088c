import { createLandmarks, type Image } from '@maskmirror/core'
import { generatePicture } from '@maskmirror/datasets'
import { alignFace } from '@maskmirror/faces'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import { createMaskTemplates, drawMask, type MaskColourName, type MaskType } from '@maskmirror/mask-the-face'
import { type AlignedFace, createTreatment, type PairTreatment, type TreatmentParts } from '../src/index.ts'
import type { PairTreatmentName } from '../src/treatment.ts'

export const templates = await createMaskTemplates(rasteriseSvg)

export function pairTreatment(name: PairTreatmentName, segment: TreatmentParts['segment'] = null): PairTreatment {
  const treatment = createTreatment(name, { templates, segment })
  if (treatment.kind !== 'pair') throw new Error(`${name} draws nothing for a pair`)
  return treatment
}

/** A generated face, bare and with masks drawn in the photo before it is aligned. */
export interface MadeFace {
  readonly bare: AlignedFace
  masked(type: MaskType, colour: MaskColourName): AlignedFace
}

export async function madeFace(person: string): Promise<MadeFace> {
  const { image, landmarks } = await generatePicture({ seed: 'mask-mirror tests', person, picture: 0 })
  const align = (photo: Image): AlignedFace => {
    const { crop, toCrop } = alignFace(photo, landmarks.arcface5)
    return { crop, landmarks: createLandmarks('ibug68', applyAffine(toCrop, landmarks.ibug68.points)) }
  }
  return {
    bare: align(image),
    masked: (type, colour) => {
      const drawn = drawMask(image, landmarks.ibug68, { templates, type, colour })
      if (!drawn.ok) throw new Error(`${drawn.reason}: ${drawn.detail}`)
      return align(drawn.value.image)
    },
  }
}
