import { FacesError } from '../error.ts'
import type { MaskDecision } from './mask-decision.ts'
import { type MaskPlace, maskPlaces } from './mask-place.ts'

/** From a network's log-odds of a mask to a probability: `1 / (1 + exp(−(slope · odds + offset)))` (Platt 1999). */
export interface Calibration {
  readonly slope: number
  readonly offset: number
}

/**
 * Below this confidence, max(p, 1 − p), a decision is withheld. Our choice.
 */
export const leastConfidence = 0.8

/**
 * @param logits of the places in the order of `maskPlaces`
 * @returns log-odds that a mask covers the mouth: of `correct` and `below-nose` against `none` and `on-chin`
 */
export function maskOdds([none = 0, correct = 0, belowNose = 0, onChin = 0]: readonly number[]): number {
  return logOfSum(correct, belowNose) - logOfSum(none, onChin)
}

/** log(exp(a) + exp(b)) without overflow. */
function logOfSum(a: number, b: number): number {
  const largest = Math.max(a, b)
  return largest + Math.log1p(Math.exp(Math.min(a, b) - largest))
}

/** The decision of a model that knows masked and bare only. */
export function decideFromOdds(odds: number, calibration: Calibration): MaskDecision {
  return decisionFromProbability(calibrated(odds, calibration), null)
}

/**
 * @param logits of the places in the order of `maskPlaces`
 * @throws FacesError `wrong-model` for another number of them
 */
export function decideFromLogits(logits: ArrayLike<number>, calibration: Calibration): MaskDecision {
  if (logits.length !== maskPlaces.length) {
    throw new FacesError({
      code: 'wrong-model',
      message: `Expected ${maskPlaces.length} logits (${maskPlaces.join(', ')}) but received ${logits.length}`,
    })
  }
  const [none, correct, belowNose, onChin] = Array.from(logits) as [number, number, number, number]
  const probability = calibrated(maskOdds([none, correct, belowNose, onChin]), calibration)
  const { slope } = calibration
  const ofCovering = 1 / (1 + Math.exp(slope * (belowNose - correct)))
  const ofOthers = 1 / (1 + Math.exp(slope * (onChin - none)))
  return decisionFromProbability(probability, {
    none: (1 - probability) * ofOthers,
    correct: probability * ofCovering,
    'below-nose': probability * (1 - ofCovering),
    'on-chin': (1 - probability) * (1 - ofOthers),
  })
}

/**
 * @param probability that a mask covers the mouth, calibrated
 * @param places that add up to 1, those that cover the mouth to the probability; null where they are not known
 */
export function decisionFromProbability(probability: number, places: MaskDecision['places']): MaskDecision {
  const isSure = Math.max(probability, 1 - probability) >= leastConfidence
  const covers = probability >= 0.5
  const decision = isSure ? (covers ? 'masked' : 'bare') : 'unsure'
  if (places === null) return { decision, where: covers ? null : 'none', probability, places }
  const where = covers ? likelier(places, 'correct', 'below-nose') : likelier(places, 'none', 'on-chin')
  return { decision, where, probability, places }
}

function likelier(places: Readonly<Record<MaskPlace, number>>, first: MaskPlace, second: MaskPlace): MaskPlace {
  return places[second] > places[first] ? second : first
}

function calibrated(odds: number, { slope, offset }: Calibration): number {
  return 1 / (1 + Math.exp(-(slope * odds + offset)))
}
