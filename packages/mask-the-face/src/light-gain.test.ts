import { createImage } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { madeFace } from '../test/made-face.ts'
import { lightGain } from './light-gain.ts'
import { toSrgb } from './linear-light.ts'
import { skinPatches } from './skin-patches.ts'

const grey = (value: number) => [value, value, value] as const

describe('lightGain', () => {
  test.each([
    { patches: [0.4, 0.4, 0.4].map(toSrgb), expected: 1 },
    { patches: [0.1, 0.1, 0.1].map(toSrgb), expected: 0.25 ** (0.6 / 2.2) },
    { patches: [0.1, 0.4, 0.01, 0.9, 0.1].map(toSrgb), expected: 0.25 ** (0.6 / 2.2) }, // the median counts
    { patches: [0.08, 0.12, 0.01, 0.9].map(toSrgb), expected: 0.25 ** (0.6 / 2.2) }, // the mean of the middle two
    { patches: [255, 255, 255], expected: 1.1 },
    { patches: [1, 1, 1], expected: 0.4 },
    { patches: [10, 10], expected: 1 }, // too few to say
    { patches: [], expected: 1 },
  ])('$patches', ({ patches, expected }) => {
    expect(lightGain(patches.map(grey))).toBeCloseTo(expected, 10)
  })
})

describe('skinPatches', () => {
  const face = madeFace({ x: 56, y: 51, iodPx: 35 })

  test('sees the upper face only', () => {
    // rows above the nose's middle are skin, below is mask
    const image = createImage(112, 112, 3)
    for (let i = 0; i < image.data.length; i++) image.data[i] = Math.floor(i / 336) < 60 ? [210, 170, 150][i % 3]! : 0
    const patches = skinPatches(image, face)
    if (!patches.ok) throw new Error(patches.detail)
    expect(patches.value).toEqual(Array.from({ length: 7 }, () => [210, 170, 150]))
  })

  test('patches outside are left out', () => {
    const image = createImage(112, 112, 3)
    const high = skinPatches(image, madeFace({ x: 56, y: 5, iodPx: 35 }))
    expect(high.ok && high.value.length).toBe(3)
  })

  test('landmarks that are no face are a failure', () => {
    expect(skinPatches(createImage(9, 9, 3), { scheme: 'ibug68', points: new Float32Array(136) })).toMatchObject({
      ok: false,
      reason: 'coincident-landmarks',
    })
  })
})
