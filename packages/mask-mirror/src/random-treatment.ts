import { createRng, succeeded } from '@maskmirror/core'
import { chooseMask, drawMask, imageChecksum, type MaskTemplates } from '@maskmirror/mask-the-face'
import { checkAlignedFace } from './aligned-face.ts'
import type { SideTreatment } from './treatment.ts'

/**
 * A random mask on each reference: a control that tells whether it must be the probe's mask. What a reference gets follows
 * from its own pixels, so that it is the same in every run and knows of no name.
 */
export function randomTreatment(templates: MaskTemplates): SideTreatment {
  return {
    kind: 'side',
    name: 'random',
    description: 'a mask of random type and colour on every reference',
    views: 1,
    treatReference: (reference) => {
      checkAlignedFace(reference)
      const choice = chooseMask(createRng(`random mask/${imageChecksum(reference.crop)}`))
      const drawn = drawMask(reference.crop, reference.landmarks, { templates, ...choice })
      return drawn.ok ? succeeded(drawn.value.image) : drawn
    },
    treatProbe: null,
  }
}
