import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortByScore } from './sort-by-score.ts'

test('is the stable order of the scores', () => {
  const near = fc.integer({ min: 0, max: 40 }).map((n) => 1 + n * Number.EPSILON) // agree in all of the upper bits
  const score = fc.oneof(
    near,
    fc.constantFrom(0, -0, 0.25, -0.25, Number.MIN_VALUE, -Number.MIN_VALUE),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  fc.assert(
    fc.property(fc.array(score, { maxLength: 200 }), fc.infiniteStream(fc.boolean()), (values, keep) => {
      const scores = Float64Array.from(values)
      const indices = Uint32Array.from(values.keys())
        .filter(() => keep.next().value)
        .reverse()
      const expected = [...indices].sort((a, b) => values[a]! - values[b]!)
      expect([...sortByScore(scores, indices)]).toEqual(expected)
    }),
  )
})
