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
 * @returns log-odds that a mask is worn anywhere
 */
export function maskOdds(logits: ArrayLike<number>): number {
  const [none, ...places] = Array.from(logits) as [number, ...number[]]
  const largest = Math.max(...places)
  return largest + Math.log(places.reduce((sum, logit) => sum + Math.exp(logit - largest), 0)) - none
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
  const probability = calibrated(maskOdds(logits), calibration)
  const worn = Array.from(logits).slice(1)
  const largest = Math.max(...worn)
  const weights = worn.map((logit) => Math.exp(calibration.slope * (logit - largest)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const places = Object.fromEntries(
    maskPlaces.map((place, i) => [place, i === 0 ? 1 - probability : (probability * weights[i - 1]!) / sum]),
  ) as Record<MaskPlace, number>
  return decisionFromProbability(probability, places)
}

/**
 * @param probability of a mask, calibrated
 * @param places that add up to 1, `none` being the rest; null where they are not known
 */
export function decisionFromProbability(probability: number, places: MaskDecision['places']): MaskDecision {
  const isSure = Math.max(probability, 1 - probability) >= leastConfidence
  const sureDecision = probability >= 0.5 ? 'masked' : 'bare'
  return {
    decision: isSure ? sureDecision : 'unsure',
    where: probability < 0.5 ? 'none' : places === null ? null : likeliestWorn(places),
    probability,
    places,
  }
}

function likeliestWorn(places: Readonly<Record<MaskPlace, number>>): MaskPlace {
  return maskPlaces.slice(1).reduce((best, place) => (places[place] > places[best] ? place : best))
}

function calibrated(odds: number, { slope, offset }: Calibration): number {
  return 1 / (1 + Math.exp(-(slope * odds + offset)))
}
