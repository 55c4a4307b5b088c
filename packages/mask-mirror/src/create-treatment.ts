import type { MaskTemplates } from '@maskmirror/mask-the-face'
import { canonicalTreatment } from './canonical-treatment.ts'
import { flatTreatment } from './flat-treatment.ts'
import { genericTreatment } from './generic-treatment.ts'
import { randomTreatment } from './random-treatment.ts'
import { severalTreatment } from './several-treatment.ts'
import { transplantTreatment } from './transplant-treatment.ts'
import type { Treatment, TreatmentName } from './treatment.ts'
import { typeColourTreatment } from './type-colour-treatment.ts'
import { upperCropTreatment } from './upper-crop-treatment.ts'

const treatments: Readonly<Record<TreatmentName, (templates: MaskTemplates) => Treatment>> = {
  'type-colour': typeColourTreatment,
  transplant: transplantTreatment,
  flat: flatTreatment,
  generic: genericTreatment,
  random: randomTreatment,
  'max-k': severalTreatment,
  'canonical-both': canonicalTreatment,
  'upper-crop': upperCropTreatment,
}

/** @param parts.templates from `createMaskTemplates` of `@maskmirror/mask-the-face` */
export function createTreatment(name: TreatmentName, parts: { templates: MaskTemplates }): Treatment {
  return treatments[name](parts.templates)
}
