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
  const probability = calibrated(odds, calibration)
  const decision = decisionOf(probability)
  return { decision, where: probability < 0.5 ? 'none' : null, probability, places: null }
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
  const likeliest = maskPlaces
    .slice(1)
    .reduce((best, place) => (places[place] > places[best] ? place : best), maskPlaces[1])
  return {
    decision: decisionOf(probability),
    where: probability < 0.5 ? 'none' : likeliest,
    probability,
    places,
  }
}

function calibrated(odds: number, { slope, offset }: Calibration): number {
  return 1 / (1 + Math.exp(-(slope * odds + offset)))
}

function decisionOf(probability: number): MaskDecision['decision'] {
  if (Math.max(probability, 1 - probability) < leastConfidence) return 'unsure'
  return probability >= 0.5 ? 'masked' : 'bare'
}
