import { succeeded } from '@maskmirror/core'
import { drawMask, type MaskColourName, type MaskTemplates, type MaskType } from '@maskmirror/mask-the-face'
import { checkAlignedFace } from './aligned-face.ts'
import type { SideTreatment } from './treatment.ts'

/** Of each type its most usual colour, and the darkest; our choice. */
const masks: readonly { type: MaskType; colour: MaskColourName }[] = [
  { type: 'surgical', colour: 'light-blue' },
  { type: 'surgical', colour: 'black' },
  { type: 'cloth', colour: 'black' },
  { type: 'kn95', colour: 'white' },
]

/** The bare face and several masked ones of each reference, the best score counts: what is often done in public. */
export function severalTreatment(templates: MaskTemplates): SideTreatment {
  return {
    kind: 'side',
    name: 'max-k',
    description: `the bare reference and ${masks.length} masks on it; the best score counts`,
    views: 1 + masks.length,
    treatReference: (reference, view) => {
      checkAlignedFace(reference)
      if (view === 0) return succeeded(reference.crop)
      const drawn = drawMask(reference.crop, reference.landmarks, { templates, ...masks[view - 1]! })
      return drawn.ok ? succeeded(drawn.value.image) : drawn
    },
    treatProbe: null,
  }
}
