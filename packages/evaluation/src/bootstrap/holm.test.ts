import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holm } from './holm.ts'

test.each([
  { given: [], corrected: [] },
  { given: [0.03], corrected: [0.03] },
  { given: [0.01, 0.04, 0.03, 0.005], corrected: [0.03, 0.06, 0.06, 0.02] },
  { given: [0.5, 0.9, 0.5], corrected: [1, 1, 1] },
])('$given', ({ given, corrected }) => {
  expect(holm(given)).toEqual(corrected.map((p) => expect.closeTo(p, 12)))
})

test('rejects what the step-down procedure rejects', () => {
  const level = 0.05
  const p = fc.double({ min: 0, max: 0.1, noNaN: true })
  fc.assert(
    fc.property(fc.array(p, { maxLength: 8 }), (given) => {
      const corrected = holm(given)
      // one after the other from the smallest, until one is above level / (hypotheses left)
      const sorted = given.toSorted((a, b) => a - b)
      const stop = sorted.findIndex((value, rank) => value * (given.length - rank) > level)
      const rejected = stop === -1 ? given.length : stop
      expect(corrected.filter((value) => value <= level)).toHaveLength(rejected)
      for (const [i, value] of corrected.entries()) expect(value).toBeGreaterThanOrEqual(given[i]!)
    }),
  )
})

test.each([-0.1, 1.1, Number.NaN])('refuses %s', (p) => {
  expect(() => holm([0.5, p])).toThrow(/pValues in \[0, 1\] but received/)
})
