import type { DifferenceEstimate, Estimate } from './certainty.ts'
import type { Influence } from './influence.ts'
import { mean, variance } from './replicate-moments.ts'
import { tDeviate, tTails } from './student-t.ts'

/** A measure of the data as they are, in every resample, and what it hangs on. */
export interface Resampled {
  readonly value: number
  /** One a resample. */
  readonly replicates: Float64Array
  readonly influence: Influence
}

/** Share of resamples that may hold no pairs of a class, or no crossing of the rates, and are left out (our choice). */
const mostUnknown = 0.05

/**
 * Wilson's interval with the bootstrap's variance: the sample size in his formula is the number of independent trials of which a
 * rate would have that variance. Unlike percentiles it knows that a low rate has a longer upper side, which weights of 0 and
 * 2 cannot show: they are as far below their mean as above.
 *
 * @returns null when the value is NaN, or is not known in more than 5 % of the resamples, or no resample differs
 */
export function estimateRate(resampled: Resampled): Estimate | null {
  const uncertainty = uncertaintyOf(resampled)
  if (uncertainty === null) return null
  const { value, replicates } = resampled
  const { standardError, deviate } = uncertainty
  // a value of exactly 0 or 1 has no spread of its own: that of the resamples' mean stands in
  const near = value === 0 || value === 1 ? mean(replicates) : value
  const spread = near * (1 - near)
  const ratio = (deviate * standardError) ** 2 / spread
  const centre = (value + ratio / 2) / (1 + ratio)
  const halfWidth = Math.sqrt(ratio * (value * (1 - value) + ratio / 4)) / (1 + ratio)
  return {
    value,
    low: Math.max(0, Math.min(value, centre - halfWidth)),
    high: Math.min(1, Math.max(value, centre + halfWidth)),
    standardError,
  }
}

/** Symmetric interval of a difference with Student's t, and the p-value that belongs to it. Null as {@link estimateRate}. */
export function estimateDifference(resampled: Resampled): DifferenceEstimate | null {
  const uncertainty = uncertaintyOf(resampled)
  if (uncertainty === null) return null
  const { value } = resampled
  const { standardError, deviate, degreesOfFreedom } = uncertainty
  return {
    value,
    low: Math.max(-1, value - deviate * standardError),
    high: Math.min(1, value + deviate * standardError),
    standardError,
    pValue: tTails(value / standardError, degreesOfFreedom),
  }
}

interface Uncertainty {
  readonly standardError: number
  readonly degreesOfFreedom: number
  /** What Student's t exceeds in size with a chance of 5 %. */
  readonly deviate: number
}

/**
 * Variance over the resamples, less what double-or-nothing adds by construction: it keeps the pairs of two people in a quarter
 * of the resamples and then counts them fourfold, so that what belongs to the couple and to neither person alone (the chance
 * of single pairs above all) enters three times. The surplus, twice the squared influences of the couples, is taken off; what is
 * left is no smaller than couples alone would give.
 *
 * The degrees of freedom say how well a variance is known that hangs on few people: those of a sum of squares with the kurtosis
 * of the people's influences (Satterthwaite), at most one fewer than the people.
 */
function uncertaintyOf({ value, replicates, influence }: Resampled): Uncertainty | null {
  const { people, ofPeople, ofPeopleSquared, ofCouples } = powerSums(influence)
  const resampledVariance = variance(replicates)
  const unknown = replicates.reduce((count, one) => count + Number(Number.isNaN(one)), 0)
  if (Number.isNaN(value) || unknown > mostUnknown * replicates.length || people < 2) return null
  if (!(resampledVariance > 0)) return null
  const corrected = Math.max(resampledVariance - 2 * ofCouples, ofCouples)
  const excess = ofPeopleSquared - ofPeople ** 2 / people
  const satterthwaite = excess > 0 ? (2 * ofPeople ** 2) / excess : Infinity
  const degreesOfFreedom = Math.max(1, Math.min(people - 1, satterthwaite))
  return {
    standardError: Math.sqrt((corrected * people) / (people - 1)),
    degreesOfFreedom,
    deviate: tDeviate(0.05, degreesOfFreedom),
  }
}

function powerSums({ byPerson, byCouple, people }: Influence) {
  let ofPeople = 0
  let ofPeopleSquared = 0
  let ofCouples = 0
  for (let i = 0; i < byPerson.length; i++) {
    const square = byPerson[i]! * byPerson[i]!
    ofPeople += square
    ofPeopleSquared += square * square
  }
  if (byCouple !== null) for (let i = 0; i < byCouple.length; i++) ofCouples += byCouple[i]! * byCouple[i]!
  return { people, ofPeople, ofPeopleSquared, ofCouples }
}
