import { formatCount } from './count.ts'

const noBreakSpace = '\u00a0'

/** An error rate as a percentage with two decimals; one that is not 0 never looks like 0. */
export function formatRate(rate: number): string {
  const percent = rate * 100
  if (percent === 0) return `0${noBreakSpace}%`
  if (percent < 0.005) return `<0.01${noBreakSpace}%`
  return `${percent.toFixed(2)}${noBreakSpace}%`
}

/** A wanted rate, such as `1 %` or `0.1 %`, without zeros at its end. */
export function formatTarget(rate: number): string {
  return `${Number((rate * 100).toPrecision(6))}${noBreakSpace}%`
}

/** The change of a rate in percentage points, with its sign. */
export function formatRateChange(change: number): string {
  const points = change * 100
  const size = Math.abs(points).toFixed(2)
  const sign = size === '0.00' ? '±' : points > 0 ? '+' : '−'
  return `${sign}${size}`
}

/** A similarity score. */
export function formatScore(score: number): string {
  return score.toFixed(3).replace('-', '−')
}

/** A share of a whole, such as `12 of 400 (3.00 %)`. */
export function formatShare(count: number, of: number): string {
  return of === 0 ? formatCount(count) : `${formatCount(count)} of ${formatCount(of)} (${formatRate(count / of)})`
}
