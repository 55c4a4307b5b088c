import { expect, test } from 'vitest'
import { tDeviate, tTails } from './student-t.ts'

// closed forms: one degree of freedom is Cauchy's distribution, two have t / sqrt(2 + t²)
test.each([0.5, 0.05, 1e-4])('share %s with one and two degrees of freedom', (share) => {
  expect(tDeviate(share, 1)).toBeCloseTo(Math.tan((Math.PI / 2) * (1 - share)), 6)
  expect(tDeviate(share, 2)).toBeCloseTo((1 - share) * Math.sqrt(2 / (share * (2 - share))), 9)
})

test.each([
  [10, 2.2281388519649385],
  [59, 2.000995378089],
  [1e6, 1.959966],
])('leaves 5 %% with %d degrees of freedom beyond %d', (df, deviate) => {
  expect(tDeviate(0.05, df)).toBeCloseTo(deviate, 6)
  expect(tTails(deviate, df)).toBeCloseTo(0.05, 6)
  expect(tTails(-deviate, df)).toBe(tTails(deviate, df))
})

test('nothing is certain at 0, and far out the chance is small but positive', () => {
  expect(tTails(0, 5)).toBe(1)
  expect(tTails(1e-9, 5)).toBeCloseTo(1, 8)
  expect(tTails(40, 500)).toBeGreaterThan(0)
  expect(tTails(40, 500)).toBeLessThan(1e-100)
})
