import { EvaluationError } from '#evaluation-error.ts'
import { softplus } from './softplus.ts'

/** Log-likelihood ratios, natural logarithm, in any order: positive speaks for one person. May be infinite. */
export interface LogLikelihoodRatios {
  readonly genuine: ArrayLike<number>
  readonly impostor: ArrayLike<number>
}

/**
 * Cost of log-likelihood ratios (Brümmer & du Preez 2006) in bits: 0 for perfect ones, 1 for ratios that say nothing, without
 * bound for confident wrong ones. Both classes weigh the same.
 *
 * @returns Infinity when a ratio is infinite on the wrong side
 * @throws EvaluationError `scores-empty` when a class has none, `score-not-finite` for NaN
 */
export function cllr({ genuine, impostor }: LogLikelihoodRatios): number {
  return (meanCost(genuine, -1, 'genuine') + meanCost(impostor, 1, 'impostor')) / 2
}

function meanCost(ratios: ArrayLike<number>, sign: 1 | -1, side: 'genuine' | 'impostor'): number {
  if (ratios.length === 0) {
    throw new EvaluationError({
      code: 'scores-empty',
      message: `Expected at least one ${side} log-likelihood ratio but received 0`,
      details: { kind: side },
    })
  }
  let sum = 0
  for (let i = 0; i < ratios.length; i++) {
    if (Number.isNaN(ratios[i]!)) {
      throw new EvaluationError({
        code: 'score-not-finite',
        message: `Expected ${side} log-likelihood ratio ${i} to be a number but received NaN`,
        details: { side, index: i },
      })
    }
    sum += softplus(sign * ratios[i]!)
  }
  return sum / ratios.length / Math.LN2
}
