export type { AlignedFace } from './aligned-face.ts'
export { createTreatment } from './create-treatment.ts'
export type { TreatmentErrorCode } from './error.ts'
export { TreatmentError } from './error.ts'
export type { ProbeMask } from './probe-mask.ts'
export type { ComparedFaces } from './treat-pair.ts'
export { treatPair } from './treat-pair.ts'
export type {
  PairTreatment,
  ReadProbe,
  SideTreatment,
  Treatment,
  TreatmentFailure,
  TreatmentName,
  TreatmentParts,
} from './treatment.ts'
export { treatmentNames } from './treatment.ts'
export { treatmentVersion } from './treatment-version.ts'
