import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextDouble } from './next-double.ts'

test.each([
  [0, 5e-324],
  [-0, 5e-324],
  [1, 1.0000000000000002],
  [-1, -0.9999999999999999],
  [-5e-324, -0],
])('after %s comes %s', (value, next) => {
  expect(nextDouble(value)).toBe(next)
})

test('nothing lies between', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e150, max: 1e150 }), (value) => {
      const next = nextDouble(value)
      expect(next).toBeGreaterThan(value)
      const middle = value / 2 + next / 2
      expect(middle <= value || middle >= next).toBe(true)
    }),
  )
})
