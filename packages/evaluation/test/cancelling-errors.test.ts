import { expect, test } from 'vitest'
import { intervalOfRate } from '../src/clustered-interval.ts'

test('an interval where the errors and successes of every person cancel', () => {
  // two people, each in the one pair that is an error and in the one that is none
  const nobody = { ofPeople: 0, ofPeopleSquared: 0, thirdMoment: 0 }
  const { low, high } = intervalOfRate({ rate: 0.5, count: 2, people: 2, variance: 0.25, ...nobody })
  expect(low).toBeGreaterThan(0)
  expect(low).toBeLessThan(0.01)
  expect(high).toBeCloseTo(1 - low, 12)
})
