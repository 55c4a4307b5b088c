import { createImage } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { mirrorImage, turnImage } from './rearrange.ts'

/** 1 2 3 above 4 5 6 */
const numbered = createImage(3, 2, 1, Uint8ClampedArray.of(1, 2, 3, 4, 5, 6))

describe('mirrorImage', () => {
  test('swaps left and right, pixel by pixel', () => {
    expect(mirrorImage(numbered)).toEqual(createImage(3, 2, 1, Uint8ClampedArray.of(3, 2, 1, 6, 5, 4)))
    const colours = createImage(2, 1, 3, Uint8ClampedArray.of(1, 2, 3, 4, 5, 6))
    expect([...mirrorImage(colours).data]).toEqual([4, 5, 6, 1, 2, 3])
  })
})

describe('turnImage', () => {
  test.each([
    { quarters: 1, width: 2, height: 3, data: [4, 1, 5, 2, 6, 3] },
    { quarters: 2, width: 3, height: 2, data: [6, 5, 4, 3, 2, 1] },
    { quarters: 3, width: 2, height: 3, data: [3, 6, 2, 5, 1, 4] },
  ] as const)('$quarters quarters clockwise', ({ quarters, width, height, data }) => {
    expect(turnImage(numbered, quarters)).toEqual(createImage(width, height, 1, Uint8ClampedArray.from(data)))
  })
})
