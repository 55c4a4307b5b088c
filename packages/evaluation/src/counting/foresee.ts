import { countBelow } from '#sorted-array.ts'
import type { ScoreInterval } from './build-plan.ts'
import type { ScoreBins } from './score-bins.ts'

/** What is known of the scores before they are all shown. */
export interface Foreknowledge {
  /** Every genuine score; they are not shown in any pass. */
  readonly genuine: Float32Array | Float64Array
  /** Some impostor scores, fewer or more as they come in all of them; they only direct the first pass. */
  readonly impostorSample: Float32Array | Float64Array
  /**
   * How many scores of a sample are one observation: those of the same two people are alike. With k pictures of each person they
   * are up to k²; 1 when all are independent.
   */
  readonly alike: number
  /** How many impostor scores there are. */
  readonly impostorCount: number
  /** No score is expected above. */
  readonly largest: number
}

/** Foreknowledge made ready for the first pass. */
export interface Foreseen {
  /** Ascending, without negative zero. */
  readonly genuine: Float64Array
  /** Whole bins where the wanted thresholds will be found, if the sample is like the rest; ascending, without overlap. */
  readonly intervals: readonly ScoreInterval[]
}

/** How far the share of a sample may be off besides its own chance: people differ in how many others they resemble (our choice). */
const relativeMargin = 0.02

/** As many impostor scores can be kept in the time that it takes to count those between genuine scores for one more (our choice). */
const keptForGenuine = 16

/**
 * Foresees in which intervals the thresholds lie at which the impostor scores reach wanted rates and the rates cross. When a
 * threshold is not there, nothing is wrong: one more pass finds it.
 *
 * @param options.limit how many impostor scores the intervals may hold in all
 */
export function foresee(
  known: Foreknowledge,
  { fmrs, bins, limit }: { fmrs: readonly number[]; bins: ScoreBins; limit: number },
): Foreseen {
  const genuine = new Float64Array(known.genuine)
  for (let i = 0; i < genuine.length; i++) genuine[i]! += 0 // -0 becomes 0
  genuine.sort()
  const sample = known.impostorSample.slice().sort()
  const count = sample.length
  if (count === 0 || genuine.length === 0) return { genuine, intervals: [] }
  const rates = [...fmrs, 0, crossingRate(genuine, sample)]
  const expected = rates.reduce((sum, rate) => sum + rate, 0) * known.impostorCount
  const margin = Math.min(relativeMargin, limit / 4 / Math.max(1, expected))
  // k-th largest of the sample
  const fromTop = (k: number) => sample[Math.max(0, count - Math.max(1, Math.ceil(k)))]!
  const startOfBin = (score: number, after: number) => bins.lowest(bins.positionOf(bins.indexOf(score)) + after)
  const intervals = rates.map((rate) => {
    const rank = rate * count
    // three times the spread of a rank, and some for the smallest ones
    const spread = 3 * Math.sqrt(rank * known.alike) + margin * rank + 8 * known.alike
    const high = rank - spread < 1 ? known.largest : fromTop(rank - spread)
    return { low: startOfBin(fromTop(rank + spread), 0), high: startOfBin(high, 1) }
  })
  // between two intervals scores are counted between genuine ones, or kept where that is less work
  const isLittle = ({ low, high }: ScoreInterval) => {
    const impostors = ((countBelow(sample, high) - countBelow(sample, low)) / count) * known.impostorCount
    const most = keptForGenuine * (countBelow(genuine, high) - countBelow(genuine, low))
    return impostors <= Math.min(most, limit / 8)
  }
  return { genuine, intervals: joined(intervals, isLittle) }
}

/** The false match rate of the sample where it meets the false non-match rate. */
function crossingRate(genuine: Float64Array, impostor: Float32Array | Float64Array): number {
  let low = 0
  let high = impostor.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const fmr = (impostor.length - middle) / impostor.length
    if (fmr <= countBelow(genuine, impostor[middle]!) / genuine.length) high = middle
    else low = middle + 1
  }
  return (impostor.length - low) / impostor.length
}

/** @param isLittle whether what is between two of them may be kept too */
function joined(intervals: readonly ScoreInterval[], isLittle: (between: ScoreInterval) => boolean): ScoreInterval[] {
  const result: { low: number; high: number }[] = []
  for (const { low, high } of intervals.toSorted((a, b) => a.low - b.low)) {
    const last = result.at(-1)
    if (last !== undefined && (low <= last.high || isLittle({ low: last.high, high: low }))) {
      last.high = Math.max(last.high, high)
    } else result.push({ low, high })
  }
  return result
}
