import { createImage } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { maskCoverage } from './mask-coverage.ts'

/** A square face from (10, 10) to (30, 30): jaw down the left side, along the bottom and up the right, brows along the top. */
const points = new Float32Array(136)
const put = (i: number, x: number, y: number) => points.set([x, y], i * 2)
for (let i = 0; i <= 16; i++) put(i, 10 + (i / 16) * 20, i === 0 || i === 16 ? 10 : 30)
put(1, 10, 30)
put(15, 30, 30)
for (let i = 17; i <= 26; i++) put(i, 10 + ((i - 17) / 9) * 20, 10)

const alphaBelow = (y: number, value: number) => {
  const image = createImage(40, 40, 1)
  for (let i = 0; i < 1600; i++) image.data[i] = Math.floor(i / 40) >= y ? value : 0
  return image
}

test.each([
  ['nothing', alphaBelow(40, 255), 0],
  ['all of it', alphaBelow(0, 255), 1],
  ['the lower half', alphaBelow(20, 255), 0.5],
  ['the lower quarter, half seen through', alphaBelow(25, 51), 0.05],
])('%s of the face', (_, alpha, expected) => {
  expect(maskCoverage(alpha, points)).toBeCloseTo(expected, 12)
})

test('a face outside of the picture', () => {
  expect(
    maskCoverage(
      alphaBelow(0, 255),
      points.map((value) => value + 100),
    ),
  ).toBe(0)
})
