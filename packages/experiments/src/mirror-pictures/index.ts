export type { MirroredReference, MirrorReport, MirrorTools, TreatedReference } from './mirror-pictures.ts'
export { mirrorPictures } from './mirror-pictures.ts'
export { openMirrorTools } from './open-mirror-tools.ts'
