import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Affine, applyAffine, invertAffine } from './affine.ts'

const entry = fc.double({ min: -50, max: 50, noNaN: true })
const affine = fc
  .tuple(entry, entry, entry, entry, entry, entry)
  .filter(([a, b, , d, e]) => Math.abs(a * e - b * d) > 0.1) as fc.Arbitrary<Affine>
const point = fc.tuple(entry, entry)

describe('affine maps', () => {
  test('a known map', () => {
    expect([...applyAffine([2, 0, 1, 0, 3, -1], [0, 0, 1, 2])]).toEqual([1, -1, 3, 5])
  })

  test('the inverse takes points back', () => {
    fc.assert(
      fc.property(affine, point, (map, [x, y]) => {
        const [a, b, c, d, e, f] = map
        const there = [a * x + b * y + c, d * x + e * y + f] as const
        const [p, q, r, s, t, u] = invertAffine(map)
        expect(p * there[0] + q * there[1] + r).toBeCloseTo(x, 6)
        expect(s * there[0] + t * there[1] + u).toBeCloseTo(y, 6)
      }),
    )
  })

  test.each([
    { map: [1, 2, 0, 2, 4, 0] as Affine, why: 'flattens' },
    { map: [Number.NaN, 0, 0, 0, 1, 0] as Affine, why: 'is not a number' },
  ])('no inverse of a map that $why', ({ map }) => {
    expect(() => invertAffine(map)).toThrow(/determinant away from 0/)
  })
})
