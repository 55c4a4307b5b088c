import { succeeded } from '@maskmirror/core'
import {
  holdPointsFromLandmarks,
  lightGain,
  type MaskTemplates,
  maskWarp,
  skinPatches,
} from '@maskmirror/mask-the-face'
import { type AlignedFace, checkAlignedFace, cropSide } from './aligned-face.ts'
import { moveAlpha } from './move-alpha.ts'
import { paintColour } from './paint-colour.ts'
import type { ProbeMask } from './probe-mask.ts'
import { readProbeMask } from './read-probe.ts'
import type { PairTreatment, ReadProbe } from './treatment.ts'

/**
 * Paints the shape that the probe's mask has, in its one dominant colour: the same area is hidden, without texture.
 *
 * The shape moves by the hold points of both faces, not by a dense mesh: under a mask the dense points are guessed, and
 * a map with eight numbers does not pass on what is wrong with one of them.
 */
export function flatTreatment(templates: MaskTemplates): PairTreatment {
  return {
    kind: 'pair',
    name: 'flat',
    readProbe: async (probe) => {
      const mask = readProbeMask(probe, templates)
      return mask.ok ? succeeded({ mask: mask.value, treat: (reference) => paint(reference, mask.value) }) : mask
    },
  }
}

function paint(reference: AlignedFace, mask: ProbeMask): ReturnType<ReadProbe['treat']> {
  checkAlignedFace(reference)
  const hold = holdPointsFromLandmarks(reference.landmarks)
  if (!hold.ok) return hold
  const patches = skinPatches(reference.crop, reference.landmarks)
  if (!patches.ok) return patches
  const warp = maskWarp({ width: cropSide, height: cropSide, anchors: mask.holdPoints }, hold.value, 0)
  if (!warp.ok) return warp
  const alpha = moveAlpha(mask.alpha, warp.value)
  const gain = lightGain(patches.value)
  const [red, green, blue] = mask.shownColour
  return succeeded(paintColour(reference.crop, alpha, [red * gain, green * gain, blue * gain]))
}
