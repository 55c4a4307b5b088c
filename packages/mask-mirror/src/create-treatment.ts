import { canonicalTreatment } from './canonical-treatment.ts'
import { flatTreatment } from './flat-treatment.ts'
import { genericTreatment } from './generic-treatment.ts'
import { randomTreatment } from './random-treatment.ts'
import { severalTreatment } from './several-treatment.ts'
import { transplantTreatment } from './transplant-treatment.ts'
import type { Treatment, TreatmentName, TreatmentParts } from './treatment.ts'
import { typeColourTreatment } from './type-colour-treatment.ts'
import { upperCropTreatment } from './upper-crop-treatment.ts'

const treatments: Readonly<Record<TreatmentName, (parts: TreatmentParts) => Treatment>> = {
  'type-colour': ({ templates }) => typeColourTreatment(templates),
  transplant: transplantTreatment,
  flat: ({ templates }) => flatTreatment(templates),
  generic: ({ templates }) => genericTreatment(templates),
  random: ({ templates }) => randomTreatment(templates),
  'max-k': ({ templates }) => severalTreatment(templates),
  'canonical-both': canonicalTreatment,
  'upper-crop': upperCropTreatment,
}

export function createTreatment(name: TreatmentName, parts: TreatmentParts): Treatment {
  return treatments[name](parts)
}
