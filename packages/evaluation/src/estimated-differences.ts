import type { DifferenceEstimate, DifferenceMeasures } from './bootstrap/certainty.ts'
import { holm } from './bootstrap/holm.ts'
import type { DifferenceMeasure, SettingDifference } from './comparison-table.ts'

/**
 * The differences that a bootstrap could estimate, by measure.
 *
 * @param measures FMR targets 1 % and 0.1 % among its targets
 * @param frozen which frozen thresholds its thresholds are, in their order
 */
export function estimatedDifferences(
  { eer, fnmrAtFmr, atThresholds }: DifferenceMeasures,
  frozen: readonly ('fmr100' | 'fmr1000')[],
): Pick<SettingDifference, 'measure' | 'difference' | 'low' | 'high' | 'pValue'>[] {
  const at = (fmr: number) => fnmrAtFmr.find(({ targetFmr }) => targetFmr === fmr)?.estimate ?? null
  const all: [DifferenceMeasure, DifferenceEstimate | null][] = [
    ['eer', eer],
    ['fnmr-at-fmr100', at(0.01)],
    ['fnmr-at-fmr1000', at(0.001)],
    ...frozen.flatMap((name, i): [DifferenceMeasure, DifferenceEstimate | null][] => [
      [`fmr-at-frozen-${name}`, atThresholds[i]?.fmr ?? null],
      [`fnmr-at-frozen-${name}`, atThresholds[i]?.fnmr ?? null],
    ]),
  ]
  return all.flatMap(([measure, estimate]) => {
    if (estimate === null) return []
    const { value, low, high, pValue } = estimate
    return [{ measure, difference: value, low, high, pValue }]
  })
}

/** Holm's correction over all comparisons of one measure; the order stays. */
export function correctedByMeasure<Difference extends { readonly measure: DifferenceMeasure; readonly pValue: number }>(
  differences: readonly Difference[],
): (Difference & { readonly pHolm: number })[] {
  const corrected = new Map<Difference, number>()
  for (const measure of new Set(differences.map((one) => one.measure))) {
    const family = differences.filter((one) => one.measure === measure)
    for (const [i, p] of holm(family.map(({ pValue }) => pValue)).entries()) corrected.set(family[i]!, p)
  }
  return differences.map((one) => ({ ...one, pHolm: corrected.get(one)! }))
}
