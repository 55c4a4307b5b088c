import { expect, test } from 'vitest'
import { frameAround } from './face-frame.ts'

const picture = { width: 1000, height: 800 }

test('there is the same space on all sides of a face, a share of its longer side', () => {
  const face = Float32Array.of(400, 300, 480, 300, 440, 400)
  expect(frameAround([face], picture)).toEqual({ x: 330, y: 230, width: 220, height: 240 })
})

test('all faces are inside, and nothing is outside of the picture', () => {
  const faces = [Float32Array.of(10, 10, 60, 90), Float32Array.of(900, 700, 990, 1200)]
  expect(frameAround(faces, picture)).toEqual({ x: 0, y: 0, width: 1000, height: 800 })
})

test('a face outside of the picture still gives a pixel', () => {
  const { width, height } = frameAround([Float32Array.of(2000, 2000, 2100, 2100)], picture)
  expect([width, height]).toEqual([1, 1])
})
