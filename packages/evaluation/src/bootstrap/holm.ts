import { EvaluationError } from '../evaluation-error.ts'

/**
 * Holm's step-down correction (1979) for testing several hypotheses at once: the chance of even one false alarm stays below
 * the level that each corrected p-value is held against.
 *
 * @param pValues each in [0, 1], any order
 * @returns corrected p-values in the same order, each in [0, 1] and not below the given one
 * @throws EvaluationError `rate-out-of-range`
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) {
    if (p >= 0 && p <= 1) continue
    throw new EvaluationError({
      code: 'rate-out-of-range',
      message: `Expected pValues in [0, 1] but received ${p}`,
      details: { p },
    })
  }
  const ascending = pValues.map((_, i) => i).sort((i, j) => pValues[i]! - pValues[j]!)
  const corrected = new Array<number>(pValues.length)
  let largest = 0
  for (const [rank, i] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, pValues[i]! * (pValues.length - rank)))
    corrected[i] = largest
  }
  return corrected
}
