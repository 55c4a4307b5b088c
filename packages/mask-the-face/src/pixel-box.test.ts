import { describe, expect, test } from 'vitest'
import { affineFromPoints } from './affine-from-points.ts'
import { boxCorners, boxInside } from './pixel-box.ts'

describe('boxInside', () => {
  const picture = { width: 100, height: 50 }

  test.each([
    { points: [2.5, 3.5, 10.2, 20], box: { x: 2, y: 3, width: 10, height: 18 } },
    { points: [-5, -5, 300, 300], box: { x: 0, y: 0, width: 100, height: 50 } },
    { points: [99, 49], box: { x: 99, y: 49, width: 1, height: 1 } },
    { points: [100, 10, 120, 20], box: null },
    { points: [-20, 10, -1, 20], box: null },
    { points: [Number.NaN, 1, 2, 3], box: null },
    { points: [], box: null },
  ])('$points', ({ points, box }) => {
    expect(boxInside(points, picture)).toEqual(box)
  })

  test('its corners give it back', () => {
    const box = { x: 4, y: 7, width: 9, height: 3 }
    expect(boxInside(boxCorners(box), picture)).toEqual(box)
  })
})

test('affineFromPoints takes each point to its target', () => {
  const source = [3, 4, 10, 5, 2, 20]
  const target = [-7, 1, 30, 2, 4, 90]
  const [a, b, c, d, e, f] = affineFromPoints(source, target)
  for (let i = 0; i < 6; i += 2) {
    expect(a * source[i]! + b * source[i + 1]! + c).toBeCloseTo(target[i]!, 9)
    expect(d * source[i]! + e * source[i + 1]! + f).toBeCloseTo(target[i + 1]!, 9)
  }
})
