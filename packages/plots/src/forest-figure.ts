import type { FigureTexts } from './figure-texts.ts'
import { PlotsError } from './plots-error.ts'

/** A difference with its interval. */
export interface ForestRow {
  /** What is compared, such as `UMR-MP → Mirror (flat)`. */
  readonly label: string
  /** Rows of one group stand under its name, such as `FNMR at T100`. */
  readonly group: string
  /** Difference of two rates, −1..1; below 0 the second one makes fewer errors. */
  readonly estimate: number
  readonly low: number
  readonly high: number
  /** Two-sided p value after Holm's correction; null when it was not tested. */
  readonly adjustedP: number | null
}

/** What a row says once its p value has been corrected for the number of tests. */
export type ForestVerdict = 'fewer-errors' | 'more-errors' | 'undecided'

/** Differences of one measure, drawn to one scale. */
export interface ForestGroup {
  readonly name: string
  readonly rows: readonly (ForestRow & { readonly verdict: ForestVerdict })[]
  /** The part of the axis that is drawn: 0 and every interval are inside. */
  readonly domain: { readonly low: number; readonly high: number }
}

/** Differences with their intervals against the line of no difference. */
export interface ForestFigure extends FigureTexts {
  readonly kind: 'forest'
  /** Each to its own scale. */
  readonly groups: readonly ForestGroup[]
}

/** Differences are called so when their corrected p value is below this, the usual level. */
const level = 0.05

/**
 * Forest plot of paired differences.
 *
 * @param input.rows at least one; groups are drawn in the order of their first row
 * @throws PlotsError `figure-empty` when there is no row
 */
export function forestFigure(input: { rows: readonly ForestRow[]; title?: string }): ForestFigure {
  const { title = 'Paired differences' } = input
  if (input.rows.length === 0) {
    throw new PlotsError({
      code: 'figure-empty',
      message: 'Expected at least one difference but received 0 rows',
    })
  }
  const rows = input.rows.map((row) => ({ ...row, verdict: verdictOf(row) }))
  return {
    kind: 'forest',
    title,
    description: `Differences of error rates on the same pairs, in percentage points. ${rows
      .map((row) => `${row.group}, ${row.label}: ${differenceText(row)}`)
      .join('. ')}.`,
    caption: [
      'The line is the 95 % interval of the paired difference, resampled over people; below 0 the second one makes fewer errors. Each measure has its own scale.',
      ...(rows.some(({ adjustedP }) => adjustedP !== null)
        ? [
            "p after Holm's correction for all comparisons of the same measure. Filled marks pointing down or up: fewer or more errors, p below 0.05. Open circles: undecided.",
          ]
        : []),
    ].join(' '),
    groups: [...new Set(rows.map(({ group }) => group))].map((name): ForestGroup => {
      const members = rows.filter(({ group }) => group === name)
      return { name, rows: members, domain: domainOf(members) }
    }),
  }
}

/** A difference in percentage points with interval and p value, such as `+1.20 [0.40, 2.10], p = 0.012`. */
export function differenceText({ estimate, low, high, adjustedP }: Omit<ForestRow, 'label' | 'group'>): string {
  const interval = `${pointsText(estimate)} [${pointsText(low)}, ${pointsText(high)}]`
  return adjustedP === null ? interval : `${interval}, ${pText(adjustedP)}`
}

function pointsText(difference: number): string {
  const text = Math.abs(difference * 100).toFixed(2)
  return text === '0.00' ? text : `${difference > 0 ? '+' : '−'}${text}`
}

function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`
}

function verdictOf({ adjustedP, estimate }: ForestRow): ForestVerdict {
  if (adjustedP === null || adjustedP >= level || estimate === 0) return 'undecided'
  return estimate < 0 ? 'fewer-errors' : 'more-errors'
}

function domainOf(rows: readonly ForestRow[]): ForestGroup['domain'] {
  const low = Math.min(0, ...rows.map((row) => row.low))
  const high = Math.max(0, ...rows.map((row) => row.high))
  // room beside 0, and a scale at all when every difference is 0
  const margin = Math.max(0.05 * (high - low), 0.0005)
  return { low: low - margin, high: high + margin }
}
