import type { Rng } from '@maskmirror/core'
import { coloursOfType, type MaskColourName } from './mask-colour.ts'
import { type MaskType, maskTypes } from './mask-type.ts'

/** A type, each equally likely, then one of its usual colours, each equally likely. */
export function chooseMask(rng: Rng): { type: MaskType; colour: MaskColourName } {
  const type = rng.pick(maskTypes)
  return { type, colour: rng.pick(coloursOfType[type]) }
}
