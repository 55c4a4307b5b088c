import { betaQuantile } from './beta-quantile.ts'
import type { RateInterval } from './table-rates.ts'

/**
 * Exact interval of a rate in independent trials (Clopper & Pearson, 1934). Comparisons that share people are not independent:
 * for them it is too narrow, and it is shown only to say so.
 *
 * @param errors whole number, 0..count
 * @param count at least 1
 * @param options.confidence in (0, 1); default 0.95
 */
export function binomialInterval(
  errors: number,
  count: number,
  { confidence = 0.95 }: { confidence?: number } = {},
): RateInterval {
  const tail = (1 - confidence) / 2
  return {
    low: errors === 0 ? 0 : betaQuantile(tail, errors, count - errors + 1),
    high: errors === count ? 1 : betaQuantile(1 - tail, errors + 1, count - errors),
  }
}
