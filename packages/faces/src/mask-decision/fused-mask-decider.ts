import { decisionFromProbability } from './calibration.ts'
import type { MaskDecider } from './mask-decider.ts'
import type { MaskDecision } from './mask-decision.ts'

/** Goes up when the same two would give other decisions. */
const fusionVersion = 1

/**
 * Weights of both calibrated log-odds and what is added, fitted with equal weight for masked and bare photos on the development
 * half of RMFD's people; see `benchmarks/mask-decision.bench.ts`.
 */
const weights = { places: 0.443, other: 0.672, offset: 0.055 } as const

/**
 * Two networks that err on different faces decide together: the sum of their log-odds; where the mask is worn says the one that
 * knows places.
 *
 * @param parts.places this project's network
 * @param parts.other one that tells masked from bare, such as SeetaFace6's
 */
export function fuseMaskDeciders({ places, other }: { places: MaskDecider; other: MaskDecider }): MaskDecider {
  return {
    name: `${places.name}+${other.name}`,
    version: `fusion-${fusionVersion}/${places.version}/${other.version}`,
    decide: async (photo, face) => {
      const [first, second] = await Promise.all([places.decide(photo, face), other.decide(photo, face)])
      const odds =
        weights.places * logit(first.probability) + weights.other * logit(second.probability) + weights.offset
      return withProbability(first, 1 / (1 + Math.exp(-odds)))
    },
    close: async () => {
      await Promise.all([places.close(), other.close()])
    },
  }
}

/** The same shares of the places that cover the mouth, and of the others, for another probability that one does. */
function withProbability({ places, probability: before }: MaskDecision, probability: number): MaskDecision {
  if (places === null) return decisionFromProbability(probability, null)
  const covering = probability / Math.max(before, leastProbability)
  const others = (1 - probability) / Math.max(1 - before, leastProbability)
  return decisionFromProbability(probability, {
    none: places.none * others,
    correct: places.correct * covering,
    'below-nose': places['below-nose'] * covering,
    'on-chin': places['on-chin'] * others,
  })
}

/** So that certain decisions have finite odds. */
const leastProbability = 1e-9

function logit(probability: number): number {
  const inside = Math.min(1 - leastProbability, Math.max(leastProbability, probability))
  return Math.log(inside / (1 - inside))
}
