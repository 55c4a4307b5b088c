import type { MaskTemplates } from '@maskmirror/mask-the-face'
import { flatTreatment } from './flat-treatment.ts'
import type { ReferenceTreatment, TreatmentName } from './reference-treatment.ts'
import { typeColourTreatment } from './type-colour-treatment.ts'

const treatments: Readonly<Record<TreatmentName, (templates: MaskTemplates) => ReferenceTreatment>> = {
  'type-colour': typeColourTreatment,
  flat: flatTreatment,
}

/** @param parts.templates from `createMaskTemplates` of `@maskmirror/mask-the-face` */
export function createReferenceTreatment(name: TreatmentName, parts: { templates: MaskTemplates }): ReferenceTreatment {
  return treatments[name](parts.templates)
}
