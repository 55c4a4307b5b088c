import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyAffine } from './affine.ts'
import { similarityFromPoints } from './similarity.ts'

const coordinate = fc.double({ min: -200, max: 200, noNaN: true })

describe('similarityFromPoints', () => {
  test('recovers a random similarity', () => {
    const similarity = fc.record({
      scale: fc.double({ min: 0.1, max: 8, noNaN: true }),
      angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
      x: coordinate,
      y: coordinate,
    })
    const points = fc
      .array(coordinate, { minLength: 6, maxLength: 20 })
      .map((values) => values.slice(0, values.length - (values.length % 2)))
      .filter((values) => Math.hypot(values[0]! - values[2]!, values[1]! - values[3]!) > 1)
    fc.assert(
      fc.property(similarity, points, ({ scale, angle, x, y }, source) => {
        const a = scale * Math.cos(angle)
        const b = scale * Math.sin(angle)
        const target = Float64Array.from(source, (_, i) => {
          const [px, py] = [source[i - (i % 2)]!, source[i - (i % 2) + 1]!]
          return i % 2 === 0 ? a * px - b * py + x : b * px + a * py + y
        })
        const found = similarityFromPoints(source, target)
        const wanted = [a, -b, x, b, a, y]
        found.forEach((value, i) => {
          expect(value).toBeCloseTo(wanted[i]!, 5)
        })
      }),
    )
  })

  test('no other similarity is nearer to noisy points', () => {
    const source = [0, 0, 10, 1, 4, 9, -3, 5]
    const target = [1, 0, 8, 4, 1, 9.5, -4, 2]
    const error = (map: readonly number[]) => {
      const mapped = applyAffine(map as never, source)
      return mapped.reduce((sum, value, i) => sum + (value - target[i]!) ** 2, 0)
    }
    const [a, , x, b, , y] = similarityFromPoints(source, target)
    const best = error([a, -b, x, b, a, y])
    for (const step of [-1e-2, 1e-2]) {
      expect(error([a + step, -b, x, b, a + step, y])).toBeGreaterThan(best)
      expect(error([a, -b - step, x, b + step, a, y])).toBeGreaterThan(best)
      expect(error([a, -b, x + step, b, a, y])).toBeGreaterThan(best)
      expect(error([a, -b, x, b, a, y + step])).toBeGreaterThan(best)
    }
  })

  test('mirrored points give a rotation, never a reflection', () => {
    const [a, b, , d, e] = similarityFromPoints([0, 0, 2, 0, 0, 1], [0, 0, 2, 0, 0, -1])
    expect(a * e - b * d).toBeGreaterThan(0)
  })

  test.each([
    { source: [1, 1, 1, 1], target: [0, 0, 1, 1], message: /do not all coincide/ },
    { source: [0, 0, 1, 1], target: [3, 3, 3, 3], message: /do not all coincide/ },
    { source: [0, 0, Number.NaN, 1], target: [0, 0, 1, 1], message: /finite points/ },
    { source: [0, 0], target: [0, 0], message: /at least 2 points but received 1 and 1/ },
    { source: [0, 0, 1, 1], target: [0, 0, 1, 1, 2, 2], message: /received 2 and 3/ },
  ])('rejects $source to $target', ({ source, target, message }) => {
    expect(() => similarityFromPoints(source, target)).toThrow(message)
  })
})
