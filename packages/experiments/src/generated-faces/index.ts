export { FacesRequestSchema, worldNames } from './faces-request.ts'
export type { GeneratedFaces } from './generate-faces.ts'
export { generateFaces } from './generate-faces.ts'
