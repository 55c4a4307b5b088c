import { createRng } from '@maskmirror/core'
import {
  type CoverType,
  coloursOfCover,
  coverRegions,
  type MaskColour,
  type MaskStyle,
} from '@maskmirror/mask-the-face'
import type { SynthOptions } from './synth-options.ts'

/** Which mask a face gets. */
export interface FaceLook {
  readonly type: CoverType
  readonly colour: MaskColour
  readonly style: MaskStyle
  /** Number of the pattern that is printed on it, or null. */
  readonly pattern: number | null
  /** Of what is drawn by lot besides: jitter, and the ear that a mask hangs from. */
  readonly seed: string
}

/**
 * Depends on the seed, the file's name and the face's number alone, so that neither order nor threads matter.
 *
 * @param options.patternCount patterns to choose from; printed on what hides the lower face
 * @param file relative path with `/`
 * @param face number of the face in the picture, from 0
 */
export function chooseLook(
  options: Pick<SynthOptions, 'seed' | 'types' | 'colours' | 'styles'> & { patternCount: number },
  file: string,
  face: number,
): FaceLook {
  const { seed, types, colours, styles, patternCount } = options
  const ownSeed = `${seed}/synth/${file}/face ${face}`
  const rng = createRng(ownSeed)
  const type = rng.pick(types)
  const isMask = coverRegions[type] === 'lower-face'
  return {
    type,
    colour: rng.fork('colour').pick<MaskColour>(colours ?? coloursOfCover[type]),
    style: isMask ? rng.fork('style').pick(styles) : 'correct',
    pattern: isMask && patternCount > 0 ? rng.fork('pattern').int(patternCount) : null,
    seed: ownSeed,
  }
}
