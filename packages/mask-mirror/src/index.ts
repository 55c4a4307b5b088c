import type { MaskTemplates } from '@maskmirror/mask-the-face'
import type { ReferenceTreatment, TreatmentName } from './reference-treatment.ts'

export type { AlignedFace } from './aligned-face.ts'
export type { ProbeMask } from './probe-mask.ts'
export type { ReferenceTreatment, TreatmentFailure, TreatmentName } from './reference-treatment.ts'
export { treatmentNames } from './reference-treatment.ts'

export declare function createReferenceTreatment(
  name: TreatmentName,
  parts: { templates: MaskTemplates },
): ReferenceTreatment
