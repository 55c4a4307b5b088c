import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { createProductSession } from './product-session.ts'

const dimension = 96

function rows(count: number): Float32Array {
  const rng = createRng('product rows')
  return Float32Array.from({ length: count * dimension }, () => rng.normal())
}

describe('createProductSession', () => {
  const all = rows(300)
  const block = (from: number, count: number) => all.subarray(from * dimension, (from + count) * dimension)

  test('computes dot products', async () => {
    const session = await createProductSession(dimension)
    session.setLeft(block(0, 20))
    session.setRight(block(20, 30))
    const { values, stride } = await session.multiply()
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < 30; j++) {
        let expected = 0
        for (let k = 0; k < dimension; k++) expected += all[i * dimension + k]! * all[(20 + j) * dimension + k]!
        expect(values[i * stride + j]).toBeCloseTo(expected, 3)
      }
    }
    await session.close()
  })

  test.each([
    [1, 1],
    [1, 100],
    [5, 3],
    [37, 65],
    [128, 17],
    [200, 129],
  ])('a block of %i and %i rows gives the same bits as the whole, in either order', async (left, right) => {
    const session = await createProductSession(dimension)
    session.setLeft(all)
    session.setRight(all)
    const whole = await session.multiply()
    const expected = whole.values.slice()
    session.setLeft(block(100, left))
    session.setRight(block(50, right))
    const part = await session.multiply()
    const different: number[] = []
    for (let i = 0; i < left; i++) {
      for (let j = 0; j < right; j++) {
        const value = part.values[i * part.stride + j]!
        const same = value === expected[(100 + i) * whole.stride + 50 + j]
        if (!same || value !== expected[(50 + j) * whole.stride + 100 + i]) different.push(i, j)
      }
    }
    expect(different).toEqual([])
    await session.close()
  })
})
