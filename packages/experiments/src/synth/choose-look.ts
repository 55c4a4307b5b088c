import { createRng } from '@maskmirror/core'
import { coloursOfType, type MaskColourName, type MaskType, type Rgb } from '@maskmirror/mask-the-face'
import type { SynthOptions } from './synth-options.ts'

/** Which mask a face gets. */
export interface MaskLook {
  readonly type: MaskType
  readonly colour: MaskColourName | Rgb
}

/**
 * Depends on the seed, the file's name and the face's number alone, so that neither order nor threads matter.
 *
 * @param file relative path with `/`
 * @param face number of the face in the picture, from 0
 */
export function chooseLook(
  { seed, types, colours }: Pick<SynthOptions, 'seed' | 'types' | 'colours'>,
  file: string,
  face: number,
): MaskLook {
  const rng = createRng(`${seed}/synth`).fork(file).fork(`face ${face}`)
  const type = rng.pick(types)
  return { type, colour: rng.pick<MaskColourName | Rgb>(colours ?? coloursOfType[type]) }
}
