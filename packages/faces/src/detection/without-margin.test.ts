import { createLandmarks } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { withoutMargin } from './without-margin.ts'

test('boxes count from the edge, points from the centre of the first pixel', () => {
  const face = {
    box: { x: 30, y: 32, width: 8, height: 4 },
    score: 0.5,
    points5: createLandmarks('arcface5', [29.5, 29.5, 30, 30, 31.5, 31.5, 33, 33, 34, 34]),
    maskProbability: null,
  }
  const { box, points5, score } = withoutMargin(face, { margin: 30, kx: 2, ky: 3 })
  expect({ box, score }).toEqual({ box: { x: 0, y: 6, width: 16, height: 12 }, score: 0.5 })
  expect([...points5.points]).toEqual([-0.5, -0.5, 0.5, 1, 3.5, 5.5, 6.5, 10, 8.5, 13])
  expect(withoutMargin(face, { margin: 0, kx: 1, ky: 1 })).toEqual(face)
})
