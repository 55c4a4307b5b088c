import { lecunNormal, type ParameterSpec } from '#layers/parameter.ts'

/** Parameter of ArcFace's class centres. */
export const centresName = 'identity.centres'

/** One column for each person. */
export function centresSpec(dimension: number, classes: number): ParameterSpec {
  return {
    name: centresName,
    shape: [dimension, classes],
    initialiser: lecunNormal(dimension), // of about unit length
    kind: 'trained',
    decays: true,
  }
}
