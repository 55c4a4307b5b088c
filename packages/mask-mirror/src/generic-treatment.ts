import { succeeded } from '@maskmirror/core'
import { drawMask, type MaskTemplates, maskColours } from '@maskmirror/mask-the-face'
import { checkAlignedFace } from './aligned-face.ts'
import type { SideTreatment } from './treatment.ts'

/** What most people wear; our choice. */
const mask = { type: 'surgical', colour: 'light-blue' } as const

/** One mask for everybody, drawn at enrolment, as products do: a mirror that looks at no probe. */
export function genericTreatment(templates: MaskTemplates): SideTreatment {
  return {
    kind: 'side',
    name: 'generic',
    description: `${mask.type} mask, ${mask.colour}, on every reference`,
    views: 1,
    treatReference: (reference) => {
      checkAlignedFace(reference)
      const drawn = drawMask(reference.crop, reference.landmarks, {
        templates,
        type: mask.type,
        colour: maskColours[mask.colour],
      })
      return drawn.ok ? succeeded(drawn.value.image) : drawn
    },
    treatProbe: null,
  }
}
