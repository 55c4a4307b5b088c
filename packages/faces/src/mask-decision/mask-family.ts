import type { Image, Landmarks } from '@maskmirror/core'
import { resizeImage, toRgb, warpAffine } from '@maskmirror/imaging'
import type { Box } from '../detection/types.ts'
import { type Calibration, decideFromLogits, decideFromOdds } from './calibration.ts'
import { maskCrop } from './mask-crop.ts'
import type { MaskDecision } from './mask-decision.ts'

/** Where a face is, as a detector found it. */
export interface FaceSite {
  /** `arcface5`, pixels of the photo. */
  readonly points5: Landmarks
  readonly box: Box
}

/** Networks that are fed and read in the same way; a model file belongs to the family whose output it has. */
export interface MaskFamily {
  readonly title: string
  readonly output: string
  readonly calibration: Calibration
  /** What the network sees, of the size that its card names. */
  crop(photo: Image, face: FaceSite, side: number): Image
  read(values: Float32Array, calibration: Calibration): MaskDecision
}

/**
 * This project's network: an upright crop, one logit for each place. The calibrations here were fitted on the development half of
 * RMFD's people, see `benchmarks/mask-decision.bench.ts`.
 */
export const placesFamily: MaskFamily = {
  title: 'places of masks',
  output: 'places',
  calibration: { slope: 1.105, offset: 0.593 },
  crop: (photo, { points5 }, side) => maskCrop(photo, points5, { side }),
  read: decideFromLogits,
}

/**
 * SeetaFace6's mask detector: a square as wide as the longer side of the detector's box, its middle 5 % of the height lower;
 * probabilities of mask and none. What lies outside of the photo repeats its edge: black makes it see masks in tight crops.
 */
export const seetaFamily: MaskFamily = {
  title: 'SeetaFace6 mask detector',
  output: 'mask_9',
  calibration: { slope: 1.077, offset: -1.789 },
  crop: (photo, { box }, side) => {
    const square = Math.max(box.width, box.height)
    const oversampling = Math.max(1, Math.round(square / side))
    const scale = (side * oversampling) / square
    // from the centre of the first pixel
    const [x, y] = [box.x + box.width / 2 - square / 2, box.y + box.height * 0.55 - square / 2]
    const shift = (edge: number) => -edge * scale + 0.5 * (scale - 1)
    const large = warpAffine(toRgb(photo), [scale, 0, shift(x), 0, scale, shift(y)], {
      width: side * oversampling,
      height: side * oversampling,
      border: 'edge',
    })
    return oversampling === 1 ? large : resizeImage(large, side, side)
  },
  read: ([mask = 0, none = 0], calibration) =>
    decideFromOdds(Math.log(Math.max(mask, leastProbability) / Math.max(none, leastProbability)), calibration),
}

/** So that a probability of 0 has finite odds. */
const leastProbability = 1e-7
