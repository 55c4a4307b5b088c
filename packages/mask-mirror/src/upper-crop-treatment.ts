import { createImage, succeeded } from '@maskmirror/core'
import { type AlignedFace, checkAlignedFace, cropSide } from './aligned-face.ts'
import type { SideTreatment } from './treatment.ts'

/** The first row that is cut away, in pixels of ArcFace's template: on the bridge of the nose, where masks begin. Our choice. */
const firstCut = 58

/** What a recogniser with the usual preprocessing, (v - 127.5) / 127.5, sees as nothing. */
const nothing = 127.5

/** Both sides are cut above the nose: removal in place of masking. A recogniser has no smaller input, so grey stands for what is cut. */
export function upperCropTreatment(): SideTreatment {
  const treat = (face: AlignedFace) => {
    checkAlignedFace(face)
    const result = createImage(cropSide, cropSide, 3, face.crop.data.slice())
    result.data.fill(nothing, firstCut * cropSide * 3)
    return succeeded(result)
  }
  return {
    kind: 'side',
    name: 'upper-crop',
    description: 'reference and probe without what lies below the bridge of the nose',
    views: 1,
    treatReference: treat,
    treatProbe: treat,
  }
}
