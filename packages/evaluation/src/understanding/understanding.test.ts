import { createImage, createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import {
  attentionReceived,
  coveredPictures,
  maskOverlap,
  occlusionMap,
  planOcclusion,
  principalComponents,
  upperShare,
} from './index.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

describe('attentionReceived', () => {
  test('is the mean of what is looked at, over heads and over who looks', () => {
    // two heads, two positions: the rows look at (1, 0), (0.5, 0.5) and at (0.25, 0.75) twice
    const data = [1, 0, 0.5, 0.5, 0.25, 0.75, 0.25, 0.75]
    expect([...attentionReceived({ data, heads: 2, positions: 2 })]).toEqual([0.5, 0.5])
    expect([...attentionReceived({ data: data.slice(0, 4), heads: 1, positions: 2 })]).toEqual([0.75, 0.25])
  })

  test('rejects another number of scores', () => {
    expect(() => attentionReceived({ data: [1, 0, 1], heads: 1, positions: 2 })).toThrow('to have 4 values')
    expect(() => attentionReceived({ data: [], heads: 0, positions: 0 })).toThrow('more than none')
  })
})

describe('occlusion', () => {
  test('patches reach every border, and cover with the mean colour or with grey', () => {
    const plan = planOcclusion({ width: 7, height: 4 }, { patch: 3, stride: 2 })
    expect(plan.corners.map(({ x }) => x)).toEqual([0, 2, 4, 0, 2, 4])
    expect(plan.corners.map(({ y }) => y)).toEqual([0, 0, 0, 1, 1, 1])
    expect(planOcclusion({ width: 112, height: 112 }).corners).toHaveLength(144)

    const data = Uint8ClampedArray.from({ length: 7 * 4 * 3 }, (_, i) => (i % 3) * 10 + (i < 42 ? 0 : 2))
    const image = createImage(7, 4, 3, data)
    const covered = coveredPictures(image, plan)
    expect(covered).toHaveLength(6)
    expect([...covered[1]!.data.subarray(3, 12)]).toEqual([0, 10, 20, 1, 11, 21, 1, 11, 21])
    expect(covered[1]!.data.subarray(63)).toEqual(data.subarray(63)) // the last row is not under it
    const grey = coveredPictures(image, planOcclusion(image, { patch: 1, stride: 1, fill: 'grey' }))
    expect([...grey[0]!.data.subarray(0, 4)]).toEqual([128, 128, 128, 0])
  })

  test('finds the only pixel that a similarity depends on', () => {
    const plan = planOcclusion({ width: 10, height: 8 }, { patch: 3, stride: 1 })
    const seen = { x: 6, y: 2 }
    const covered = plan.corners.map(({ x, y }) =>
      seen.x >= x && seen.x < x + 3 && seen.y >= y && seen.y < y + 3 ? 0.2 : 0.9,
    )
    const map = occlusionMap(plan, 0.9, covered)
    expect(map[2 * 10 + 6]).toBeCloseTo(0.7, 12) // every patch over it
    expect(map[2 * 10 + 7]).toBeCloseTo(0.7 * (6 / 9), 12)
    expect(map[7 * 10]).toBe(0)
    expect(Math.max(...map)).toBe(map[26])
  })

  test.each([
    [{ patch: 9 }, 'patch to be a whole number in 1..8'],
    [{ patch: 4, stride: 5 }, 'stride to be a whole number in 1..4'],
    [{ patch: 2.5 }, 'patch'],
  ])('rejects %o', (options, message) => {
    expect(() => planOcclusion({ width: 10, height: 8 }, options)).toThrow(message)
  })

  test('rejects another number of similarities', () => {
    expect(() => occlusionMap(planOcclusion({ width: 24, height: 24 }), 1, [1, 2])).toThrow('each of 1 patches')
  })
})

test('upperShare counts what is above a line, rows in part, and nothing below 0', () => {
  const map = [1, 1, 2, -5, 3, 1]
  expect(upperShare(map, 2, 1)).toBe(2 / 8)
  expect(upperShare(map, 2, 1.5)).toBe(3 / 8)
  expect(upperShare(map, 2, 9)).toBe(1)
  expect(upperShare([-1, 0], 1, 1)).toBeNull()
})

describe('symmetricEigen', () => {
  test.each([1, 2, 3, 8, 40])('vectors of %i rows are orthogonal and give the matrix back', (size) => {
    const rng = createRng(`matrix ${size}`)
    const matrix = Array.from({ length: size }, () => Float64Array.from({ length: size }, () => rng.normal()))
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix[j]![i] = matrix[i]![j]!
    const { values, vectors } = symmetricEigen(matrix.map((row) => row.slice()))
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let entry = 0
        let product = 0
        for (let k = 0; k < size; k++) {
          entry += values[k]! * vectors[k]![i]! * vectors[k]![j]!
          product += vectors[i]![k]! * vectors[j]![k]!
        }
        expect(entry).toBeCloseTo(matrix[i]![j]!, 11)
        expect(product).toBeCloseTo(i === j ? 1 : 0, 12)
      }
    }
    expect([...values]).toEqual([...values].sort((a, b) => b - a))
  })

  test('takes equal eigenvalues, zeros and a diagonal', () => {
    const rows = [Float64Array.of(2, 0, 0), Float64Array.of(0, 5, 0), Float64Array.of(0, 0, 2)]
    expect([...symmetricEigen(rows).values]).toEqual([5, 2, 2])
    const zeros = Array.from({ length: 4 }, () => new Float64Array(4))
    expect([...symmetricEigen(zeros).values]).toEqual([0, 0, 0, 0])
  })
})

describe('principalComponents', () => {
  const cloud = (count: number, dimension: number) => {
    const rng = createRng(`cloud ${count} ${dimension}`)
    return Array.from({ length: count }, () =>
      Float64Array.from({ length: dimension }, (_, j) => 7 + rng.normal() * (j === 1 ? 5 : j === 2 ? 2 : 0.3)),
    )
  }

  test('finds the long axes, whichever of both matrices is smaller', () => {
    for (const [count, dimension] of [
      [200, 4],
      [30, 30],
      [20, 64],
    ] as const) {
      const rows = cloud(count, dimension)
      const { coordinates, explained, directions } = principalComponents(rows)
      expect(directions[0]![1]).toBeGreaterThan(0.9)
      expect(directions[1]![2]).toBeGreaterThan(0.8)
      // variance along a direction over the whole variance, both computed straight from the rows
      const mean = Array.from({ length: dimension }, (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / count)
      const total = rows.reduce((sum, row) => sum + row.reduce((all, v, j) => all + (v - mean[j]!) ** 2, 0), 0)
      for (const k of [0, 1]) {
        const along = rows.map((row) => row.reduce((sum, v, j) => sum + (v - mean[j]!) * directions[k]![j]!, 0))
        expect(along.reduce((sum, v) => sum + v * v, 0) / total).toBeCloseTo(explained[k]!, 10)
        for (const [i, value] of along.entries()) expect(coordinates[2 * i + k]).toBeCloseTo(value, 10)
      }
    }
  })

  test('both ways give the same components, signs too', () => {
    const rows = cloud(12, 12)
    const more = rows.map((row) => Float64Array.of(...row, 0, 0)) // zeros turn 12 rows of 12 values to the other side
    const less = [...rows, rows[0]!.slice(), rows[1]!.slice()]
    const [a, b] = [principalComponents(more), principalComponents(rows)]
    for (const [i, value] of b.coordinates.entries()) expect(a.coordinates[i]).toBeCloseTo(value, 9)
    expect(principalComponents(less).directions[0]![1]).toBeGreaterThan(0)
  })

  test('says what is wrong with rows', () => {
    expect(() => principalComponents([[1, 2]])).toThrow('components in 1..0')
    expect(() =>
      principalComponents([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
    ).toThrow('more than 0 directions')
    expect(() =>
      principalComponents([
        [1, 2],
        [2, 4],
        [3, 6],
      ]),
    ).toThrow('more than 1 directions')
    expect(() => principalComponents([[1, 2], [1]])).toThrow('2 values in row 1')
    expect(() =>
      principalComponents([
        [1, 2],
        [1, Number.NaN],
        [3, 4],
      ]),
    ).toThrow('row 1')
  })
})

describe('maskOverlap', () => {
  /** People with two features each; a mask moves them along the first value. */
  const features = (shift: number, options: { people?: number; masked?: number } = {}) => {
    const { people = 60, masked = 1 } = options
    const rng = createRng('features')
    const rows: Float64Array[] = []
    const isMasked: boolean[] = []
    const names: string[] = []
    for (let person = 0; person < people; person++) {
      const centre = Float64Array.from({ length: 24 }, () => rng.normal())
      for (let picture = 0; picture < 1 + masked; picture++) {
        rows.push(centre.map((value, j) => value + 0.3 * rng.normal() + (j === 0 && picture > 0 ? shift : 0)))
        isMasked.push(picture > 0)
        names.push(`person ${person}`)
      }
    }
    return { rows, isMasked, people: names }
  }

  test('is near one half without a difference, and 1 where the clouds lie apart', () => {
    const none = maskOverlap(features(0))
    expect(none.interval.low).toBeLessThan(0.5)
    expect(none.interval.high).toBeGreaterThan(0.5)
    expect(maskOverlap(features(20))).toMatchObject({
      accuracy: 1,
      people: 60,
      unmasked: { right: 60, count: 60 },
      masked: { right: 60, count: 60 },
    })
    const some = maskOverlap(features(2))
    expect(some.accuracy).toBeGreaterThan(0.7)
    expect(some.accuracy).toBeLessThan(0.95)
  })

  test('weighs both classes the same, whatever their numbers', () => {
    const { accuracy, unmasked, masked } = maskOverlap(features(1.5, { masked: 6 }))
    expect(masked.count).toBe(6 * unmasked.count)
    expect(accuracy).toBeCloseTo((unmasked.right / unmasked.count + masked.right / masked.count) / 2, 12)
    expect(unmasked.right / unmasked.count).toBeGreaterThan(0.5)
  })

  test('does not learn who wears masks', () => {
    // every second person always does, and a mask changes nothing: told apart with half of each person's pictures known
    const { rows, people } = features(0, { masked: 3 })
    const isMasked = people.map((name) => Number(name.slice(7)) % 2 === 1)
    expect(maskOverlap({ rows, isMasked, people }).accuracy).toBeLessThan(0.6)
    const pictures = people.map((_, i) => `picture ${i}`)
    expect(maskOverlap({ rows, isMasked, people: pictures }).accuracy).toBeGreaterThan(0.7)
  })

  test('does not depend on the order of the rows', () => {
    const { rows, isMasked, people } = features(1)
    const turned = { rows: rows.toReversed(), isMasked: isMasked.toReversed(), people: people.toReversed() }
    expect(maskOverlap(turned).accuracy).toBe(maskOverlap({ rows, isMasked, people }).accuracy)
  })

  test('needs five people and both classes', () => {
    expect(() => maskOverlap(features(1, { people: 4 }))).toThrow('4 people')
    const { rows, people } = features(1)
    expect(() => maskOverlap({ rows, people, isMasked: rows.map(() => true) })).toThrow('of one class')
    expect(() => maskOverlap({ rows, people, isMasked: [true] })).toThrow('each of 120 rows')
  })
})
