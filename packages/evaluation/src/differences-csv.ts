import type { SettingDifference } from './comparison-table.ts'
import { csvText } from './csv-text.ts'

/**
 * Paired differences for programs: CSV with one row each. Differences are first less second, in percentage points with all digits.
 *
 * @param differences of a comparison table; at least one
 */
export function differencesCsv(differences: readonly SettingDifference[]): string {
  return csvText(
    differences.map(({ measure, a, b, difference, low, high, pValue, pHolm }) => ({
      measure,
      first: a,
      second: b,
      'difference (points)': difference * 100,
      'low (points)': low * 100,
      'high (points)': high * 100,
      p: pValue,
      'p (Holm)': pHolm,
    })),
  )
}
