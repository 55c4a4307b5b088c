import { intervalOfRate } from '#clustered-interval.ts'
import { momentsOfRate } from '#clustered-rate.ts'
import type { TableOperatingPoint } from '#table-rates.ts'
import type { ShownScores } from './count-score-set.ts'

/** Intervals of both error rates at a threshold. */
export type PointIntervals = (threshold: number) => Pick<TableOperatingPoint, 'fmrInterval' | 'fnmrInterval'>

/** Counts the errors of each person at some thresholds, in memory that grows with people and thresholds only. */
export interface PeopleCounter {
  /** @param shown with people */
  add(shown: ShownScores): void
  /** At one of the thresholds, once everything was shown. */
  readonly intervals: PointIntervals
}

/**
 * Which couple of people a pair belongs to is not kept: each impostor pair counts as a couple of its own, so that what a couple's pairs have
 * in common is in the variance twice. The intervals are at most wider for it; hardly so in files of all pairs, where nearly all of
 * the variance is that of people.
 *
 * @param people number of people, who are numbered from 0
 */
export function createPeopleCounter(thresholds: readonly number[], people: number): PeopleCounter {
  const steps = [...new Set(thresholds)].sort((a, b) => a - b)
  const width = steps.length + 1
  // by person, how many comparisons reach so many of the thresholds
  const reached = { genuine: new Uint32Array(people * width), impostor: new Uint32Array(people * width) }
  const totals = { genuine: new Float64Array(width), impostor: new Float64Array(width) }
  const stepsReached = (score: number) => {
    let count = 0
    while (count < steps.length && steps[count]! <= score) count++
    return count
  }
  const interval = (side: 'genuine' | 'impostor', first: number, end: number) => {
    const count = totals[side].reduce((sum, one) => sum + one, 0)
    if (count === 0) return null
    const rate = totals[side].subarray(first, end).reduce((sum, one) => sum + one, 0) / count
    const byPerson = new Float64Array(people)
    let withPairs = 0
    for (let person = 0; person < people; person++) {
      let errors = 0
      let all = 0
      for (let step = 0; step < width; step++) {
        const here = reached[side][person * width + step]!
        all += here
        if (step >= first && step < end) errors += here
      }
      byPerson[person] = errors - rate * all
      withPairs += Number(all > 0)
    }
    const spread = count * rate * (1 - rate)
    const couples = side === 'genuine' ? { squares: 0, cubes: 0 } : { squares: spread, cubes: spread * (1 - 2 * rate) }
    return intervalOfRate(momentsOfRate({ rate, count, people: withPairs }, byPerson, couples))
  }
  return {
    add: ({ scores, genuine, people }) => {
      if (people === null) return
      for (let i = 0; i < scores.length; i++) {
        const step = stepsReached(scores[i]!)
        const side = genuine[i] === 1 ? 'genuine' : 'impostor'
        totals[side][step]!++
        reached[side][people.reference[i]! * width + step]!++
        if (genuine[i] === 0) reached.impostor[people.probe[i]! * width + step]!++
      }
    },
    intervals: (threshold) => {
      const from = steps.indexOf(threshold) + 1
      return { fmrInterval: interval('impostor', from, width), fnmrInterval: interval('genuine', 0, from) }
    },
  }
}
