import { decisionFromProbability } from './calibration.ts'
import type { MaskDecider } from './mask-decider.ts'
import type { MaskDecision } from './mask-decision.ts'
import { type MaskPlace, maskPlaces } from './mask-place.ts'

/** Goes up when the same two would give other decisions. */
const fusionVersion = 1

/**
 * Weights of both calibrated log-odds and what is added, fitted with equal weight for masked and bare photos on the development
 * half of RMFD's people; see `benchmarks/mask-decision.bench.ts`.
 */
const weights = { places: 1, other: 1, offset: 0 } as const

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

/** The same shares of the places where a mask is worn, for another probability that it is. */
function withProbability({ places, probability: before }: MaskDecision, probability: number): MaskDecision {
  if (places === null) return decisionFromProbability(probability, null)
  const factor = probability / Math.max(before, leastProbability)
  const scaled = Object.fromEntries(
    maskPlaces.map((place) => [place, place === 'none' ? 1 - probability : places[place] * factor]),
  ) as Record<MaskPlace, number>
  return decisionFromProbability(probability, scaled)
}

/** So that certain decisions have finite odds. */
const leastProbability = 1e-9

function logit(probability: number): number {
  const inside = Math.min(1 - leastProbability, Math.max(leastProbability, probability))
  return Math.log(inside / (1 - inside))
}
