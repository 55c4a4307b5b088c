import type { FigureTexts } from './figure-texts.ts'
import { PlotsError } from './plots-error.ts'

/** An error rate with its interval, all 0..1. */
export interface RateRow {
  /** What it was measured on, such as `LFW`. */
  readonly label: string
  /** Rows of one group stand under its name, such as `UMR-MP`. */
  readonly group: string
  /** Rows of one kind look alike, such as `photographs`; at most three kinds. */
  readonly kind: string
  readonly rate: number
  readonly low: number
  readonly high: number
}

/** One error rate of several sets, side by side for each setting. */
export interface RatesFigure extends FigureTexts {
  readonly kind: 'rates'
  /** What the axis says, such as `FNMR at FMR 1 % (%)`. */
  readonly axis: string
  /** In the order in which they are first named. */
  readonly kinds: readonly string[]
  readonly groups: readonly { readonly name: string; readonly rows: readonly RateRow[] }[]
}

/** As many looks as the drawing has. */
export const mostKinds = 3

/**
 * Rates with intervals, for sets that must not be taken for each other.
 *
 * @param input.rows groups and kinds keep the order of their first row
 * @throws PlotsError `figure-empty` when there is no row or there are too many kinds
 */
export function ratesFigure(input: {
  rows: readonly RateRow[]
  axis: string
  title: string
  caption: string
}): RatesFigure {
  const { rows, axis, title, caption } = input
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
  if (rows.length === 0 || kinds.length > mostKinds) {
    throw new PlotsError({
      code: 'figure-empty',
      message: `Expected at least one rate and at most ${mostKinds} kinds but received ${rows.length} rates of ${kinds.length} kinds`,
    })
  }
  return {
    kind: 'rates',
    title,
    axis,
    caption,
    kinds,
    description: `${axis}. ${rows.map(({ group, label, kind, rate, low, high }) => `${group}, ${label} (${kind}): ${percent(rate)} [${percent(low)}, ${percent(high)}]`).join('. ')}.`,
    groups: [...new Set(rows.map(({ group }) => group))].map((name) => ({
      name,
      rows: rows.filter(({ group }) => group === name),
    })),
  }
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(2)} %`
}
