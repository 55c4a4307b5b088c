import { createImage, succeeded } from '@maskmirror/core'
import {
  holdPointsFromLandmarks,
  lightGain,
  type MaskTemplates,
  maskWarp,
  skinPatches,
} from '@maskmirror/mask-the-face'
import { checkAlignedFace, cropSide } from './aligned-face.ts'
import { moveAlpha } from './move-alpha.ts'
import { readProbeMask } from './read-probe.ts'
import type { ReferenceTreatment } from './reference-treatment.ts'

/**
 * Paints the shape that the probe's mask has, in its one dominant colour: the same area is hidden, without texture.
 *
 * The shape moves by the hold points of both faces, not by a dense mesh: under a mask the dense points are guessed, and
 * a map with eight numbers does not pass on what is wrong with one of them.
 */
export function flatTreatment(templates: MaskTemplates): ReferenceTreatment {
  return {
    name: 'flat',
    readProbe: (probe) => readProbeMask(probe, templates),
    treat: (reference, mask) => {
      checkAlignedFace(reference)
      const hold = holdPointsFromLandmarks(reference.landmarks)
      if (!hold.ok) return hold
      const patches = skinPatches(reference.crop, reference.landmarks)
      if (!patches.ok) return patches
      const warp = maskWarp({ width: cropSide, height: cropSide, anchors: mask.holdPoints }, hold.value, 0)
      if (!warp.ok) return warp
      const alpha = moveAlpha(mask.alpha, warp.value).data
      const gain = lightGain(patches.value)
      const colour = mask.shownColour.map((value) => value * gain)
      const { data } = reference.crop
      const result = createImage(cropSide, cropSide, 3, data.slice())
      for (let i = 0; i < alpha.length; i++) {
        if (alpha[i] === 0) continue
        const share = alpha[i]! / 255
        for (let c = 0; c < 3; c++) {
          result.data[i * 3 + c] = share * colour[c]! + (1 - share) * data[i * 3 + c]!
        }
      }
      return succeeded(result)
    },
  }
}
