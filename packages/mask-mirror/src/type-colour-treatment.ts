import { succeeded } from '@maskmirror/core'
import { drawMask, type MaskTemplates } from '@maskmirror/mask-the-face'
import { checkAlignedFace } from './aligned-face.ts'
import { readProbeMask } from './read-probe.ts'
import type { ReferenceTreatment } from './reference-treatment.ts'

/** Draws a template of the probe's mask type in the probe's mask colour: a mirror without the probe's pixels. */
export function typeColourTreatment(templates: MaskTemplates): ReferenceTreatment {
  return {
    name: 'type-colour',
    readProbe: (probe) => readProbeMask(probe, templates),
    treat: (reference, { type, colour }) => {
      checkAlignedFace(reference)
      const drawn = drawMask(reference.crop, reference.landmarks, { templates, type, colour })
      return drawn.ok ? succeeded(drawn.value.image) : drawn
    },
  }
}
