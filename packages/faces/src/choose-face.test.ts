import { createLandmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { chooseFace } from './choose-face.ts'
import type { FaceDetection } from './detection/types.ts'

const face = (x: number, y: number, size: number): FaceDetection => ({
  box: { x, y, width: size, height: size },
  score: 0.9,
  points5: createLandmarks('arcface5', new Float32Array(10)),
  maskProbability: null,
})
const size = { width: 200, height: 100 }

describe('chooseFace', () => {
  const middle = face(85, 35, 30)
  const corner = face(0, 0, 40)

  test.each([
    { policy: 'central', faces: [corner, middle], expected: middle },
    { policy: 'largest', faces: [middle, corner], expected: corner },
    { policy: 'single', faces: [corner], expected: corner },
    { policy: 'central', faces: [corner, face(0, 0, 40)], expected: corner }, // a tie goes to the better score
  ] as const)('$policy', ({ policy, faces, expected }) => {
    const chosen = chooseFace(faces, size, policy)
    expect(chosen.ok && chosen.value).toBe(expected)
  })

  test('no face and several faces are outcomes', () => {
    expect(chooseFace([], size)).toMatchObject({ ok: false, reason: 'no-face' })
    expect(chooseFace([corner, middle, corner], size, 'single')).toMatchObject({
      reason: 'several-faces',
      detail: 'Expected one face in the photo but the detector found 3',
    })
  })
})
