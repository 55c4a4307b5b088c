import { succeeded } from '@maskmirror/core'
import { drawMask, type MaskTemplates } from '@maskmirror/mask-the-face'
import { checkAlignedFace } from './aligned-face.ts'
import { readProbeMask } from './read-probe.ts'
import type { PairTreatment } from './treatment.ts'

/** Draws a template of the probe's mask type in the probe's mask colour: a mirror without the probe's pixels. */
export function typeColourTreatment(templates: MaskTemplates): PairTreatment {
  return {
    kind: 'pair',
    name: 'type-colour',
    readProbe: async (probe) => {
      const mask = readProbeMask(probe, templates)
      if (!mask.ok) return mask
      const { type, colour } = mask.value
      return succeeded({
        mask: mask.value,
        treat: (reference) => {
          checkAlignedFace(reference)
          const drawn = drawMask(reference.crop, reference.landmarks, { templates, type, colour })
          return drawn.ok ? succeeded(drawn.value.image) : drawn
        },
      })
    },
  }
}
