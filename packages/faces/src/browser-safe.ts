// the part of the package that runs in a browser: nothing here may reach a Node module
export { alignFace } from './align-face.ts'
export { boxOfMesh, isSettled, maxRefinements, pixelsPerCropPixel } from './landmarks/mesh-crop.ts'
export { arcface5FromMediapipe478, ibug68FromMediapipe478 } from './landmarks/mesh-points.ts'
export type { MaskDecision } from './mask-decision/mask-decision.ts'
export type { MaskPlace } from './mask-decision/mask-place.ts'
export { createMaskReader } from './mask-decision/mask-reader.ts'
export type { FaceQuality, QualityReason } from './quality/face-quality.ts'
export { faceQuality, qualityReasons } from './quality/face-quality.ts'
