import type { CurveSeries, RatePoint, RateRange } from './figure-spec.ts'

/** Rates that a deviate axis may begin, end and be labelled with. */
export const deviateTicks: readonly number[] = [
  1e-6, 1e-5, 1e-4, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99,
]

/** A DET axis shows at least 1 % to 40 %, and beyond 40 % only what frozen points need. */
const leastDeviateRange = { low: 0.01, high: 0.4 } as const

/** The ticks that enclose what a DET axis has to show to scale. */
export function deviateRange(series: readonly CurveSeries[], rate: (point: RatePoint) => number): RateRange {
  const frozen = series.flatMap((one) => one.frozen.map(rate)).filter(isInside)
  const zeros = series.flatMap((one) => one.zeros.map(rate)).filter(isInside)
  const drawn = series.flatMap((one) => one.segments.flatMap(({ points }) => points.map(rate)))
  const smallest = Math.min(leastDeviateRange.low, ...frozen, ...zeros, ...drawn)
  const largest = Math.max(leastDeviateRange.high, ...frozen)
  return {
    low: deviateTicks.findLast((tick) => tick <= smallest) ?? deviateTicks[0]!,
    high: deviateTicks.find((tick) => tick >= largest) ?? deviateTicks.at(-1)!,
  }
}

/** Whole decades down to the smallest rate above 0, at least 1 % to 100 %. */
export function decadeRange(rates: readonly number[]): RateRange {
  const smallest = Math.min(0.01, ...rates.filter((rate) => rate > 0))
  // 1e-9 keeps a rate of exactly one decade, such as 0.001, from falling below it by rounding
  // read from text: 10 ** -4 is not the double nearest to 0.0001 everywhere
  return { low: Number(`1e${Math.floor(Math.log10(smallest) + 1e-9)}`), high: 1 }
}

/** Tenths down to the smallest rate, up to 1. */
export function tenthsRange(rates: readonly number[]): RateRange {
  const smallest = Math.min(0.9, ...rates)
  return { low: Math.max(0.1, Math.floor(smallest * 10 + 1e-9) / 10), high: 1 }
}

function isInside(rate: number): boolean {
  return rate > 0 && rate < 1
}
