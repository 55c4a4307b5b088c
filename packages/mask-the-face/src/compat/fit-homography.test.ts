import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { projectPoints } from '../../test/compat/project-points.ts'
import { fitHomography } from './fit-homography.ts'
import { solveSymmetric } from './solve-symmetric.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

const source = Float64Array.of(21, 97, 307, 22, 600, 99, 600, 323, 295, 470, 25, 322)

describe('fitHomography', () => {
  test('points that a map has made give it back', () => {
    const map = Float64Array.of(0.2, 0.03, 60, -0.02, 0.25, 80, 1e-4, 4e-4, 1)
    const fitted = fitHomography(source, projectPoints(map, source))
    if (!fitted.ok) throw new Error(fitted.detail)
    for (const [i, value] of map.entries()) expect(fitted.value[i]).toBeCloseTo(value, 9)
  })

  test('no small change of an entry makes the squared distance smaller', () => {
    const rng = createRng('homography')
    const map = Float64Array.of(0.2, 0.03, 60, -0.02, 0.25, 80, 1e-4, 4e-4, 1)
    const target = projectPoints(map, source).map((value) => value + rng.normal(0, 3))
    const fitted = fitHomography(source, target)
    if (!fitted.ok) throw new Error(fitted.detail)
    const cost = (h: Float64Array) =>
      projectPoints(h, source).reduce((sum, value, i) => sum + (value - target[i]!) ** 2, 0)
    const best = cost(fitted.value)
    for (let i = 0; i < 8; i++) {
      for (const factor of [0.9999, 1.0001]) {
        const changed = fitted.value.slice()
        changed[i]! *= factor
        expect(cost(changed)).toBeGreaterThan(best)
      }
    }
  })

  test.each([
    { what: 'in one place', target: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5] },
    { what: 'in one column', target: [5, 1, 5, 2, 5, 3, 5, 4, 5, 5, 5, 6] },
    { what: 'that are no numbers', target: [Number.NaN, 1, 5, 2, 6, 3, 7, 4, 8, 5, 9, 6] },
  ])('points $what fix no map', ({ target }) => {
    expect(fitHomography(source, Float64Array.from(target))).toMatchObject({ ok: false, reason: 'no-homography' })
  })
})

describe('symmetric matrices', () => {
  test('eigenvectors are orthogonal and rebuild the matrix', () => {
    const rng = createRng('eigen')
    const size = 6
    const matrix = new Float64Array(36)
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = rng.normal()
    const { values, vectors } = symmetricEigen(matrix.slice(), size)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let rebuilt = 0
        let dot = 0
        for (let k = 0; k < size; k++) {
          rebuilt += values[k]! * vectors[k * size + i]! * vectors[k * size + j]!
          dot += vectors[i * size + k]! * vectors[j * size + k]!
        }
        expect(rebuilt).toBeCloseTo(matrix[i * size + j]!, 12)
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 12)
      }
    }
  })

  test('a system is solved; of a singular one only the part that is there', () => {
    const solution = new Float64Array(2)
    solveSymmetric(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 8), solution)
    expect(solution[0]).toBeCloseTo(1.75, 12)
    expect(solution[1]).toBeCloseTo(1.5, 12)
    solveSymmetric(Float64Array.of(1, 1, 1, 1), Float64Array.of(2, 2), solution)
    expect(solution[0]).toBeCloseTo(1, 12)
    expect(solution[1]).toBeCloseTo(1, 12)
  })
})
