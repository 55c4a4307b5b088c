import type { Image, Outcome } from '@maskmirror/core'
import type { DrawMaskFailure } from '@maskmirror/mask-the-face'
import type { AlignedFace } from './aligned-face.ts'
import type { ProbeMask } from './probe-mask.ts'

/** Why a probe gave no mask or a reference no picture; counted, never hidden. */
export type TreatmentFailure = 'no-mask-found' | 'no-skin-visible' | DrawMaskFailure

/** A way to give a reference the mask of a probe; mates and impostors are treated alike. */
export interface ReferenceTreatment {
  readonly name: TreatmentName
  /** Once per probe. */
  readProbe(probe: AlignedFace): Outcome<ProbeMask, TreatmentFailure>
  /** @returns the reference's crop with the mask, RGB 112×112 */
  treat(reference: AlignedFace, mask: ProbeMask): Outcome<Image, TreatmentFailure>
}

export const treatmentNames = ['type-colour', 'flat'] as const

export type TreatmentName = (typeof treatmentNames)[number]
