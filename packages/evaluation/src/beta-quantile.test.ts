import { expect, test } from 'vitest'
import { betaQuantile } from './beta-quantile.ts'

test.each([
  [Number.NaN, 0.5],
  [0.5, Number.NaN],
  [0, 1],
  [1, -1],
])('betaQuantile ends for parameters %s and %s', (a, b) => {
  expect(() => betaQuantile(0.05, a, b)).toThrow(/Expected a and b above 0 but received/)
})
