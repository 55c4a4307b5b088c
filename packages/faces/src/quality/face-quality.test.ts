import { createImage, createLandmarks, createRng, type Image } from '@maskmirror/core'
import { resizeImage, warpAffine } from '@maskmirror/imaging'
import { describe, expect, test } from 'vitest'
import { arcfaceTemplate } from '../align-face.ts'
import { blurEffect } from './blur-effect.ts'
import { faceQuality } from './face-quality.ts'

/** A crop of random greys around a mean. */
function noise(mean: number, size = 112): Image {
  const rng = createRng('noise')
  return createImage(
    size,
    size,
    1,
    Uint8ClampedArray.from({ length: size * size }, () => mean + 30 * rng.normal()),
  )
}

/** Without the details that are smaller than so many pixels. */
function softened(image: Image, pixels: number): Image {
  const size = image.width / pixels
  const small = resizeImage(image, size, size)
  return warpAffine(small, [pixels, 0, 0, 0, pixels, 0], {
    width: image.width,
    height: image.height,
    border: 'edge',
  })
}

const good = {
  crop: noise(120),
  points5: arcfaceTemplate,
  points: arcfaceTemplate,
  photo: { width: 112, height: 112 },
  pose: { yawDeg: 3, pitchDeg: -4 },
}

describe('blurEffect', () => {
  test('grows with the blur and does not depend on the contrast', () => {
    const sharp = noise(120)
    const soft = softened(sharp, 4)
    const softer = softened(sharp, 16)
    expect(blurEffect(sharp)).toBeLessThan(0.25)
    expect(blurEffect(soft)).toBeGreaterThan(blurEffect(sharp) + 0.1)
    expect(blurEffect(softer)).toBeGreaterThan(0.7)
    const faint = createImage(
      112,
      112,
      1,
      sharp.data.map((value) => 120 + (value - 120) / 3),
    )
    expect(blurEffect(faint)).toBeCloseTo(blurEffect(sharp), 1)
  })

  test('the worse of both directions counts', () => {
    const columns = createImage(
      40,
      40,
      1,
      Uint8ClampedArray.from({ length: 1600 }, (_, i) => (i % 2) * 255),
    )
    // nothing varies along the columns, which counts as blurred
    expect(blurEffect(columns)).toBe(1)
    const checks = createImage(
      40,
      40,
      1,
      Uint8ClampedArray.from({ length: 1600 }, (_, i) => ((i + Math.floor(i / 40)) % 2) * 255),
    )
    // the mean of nine neighbours changes by a ninth of what they do
    expect(blurEffect(checks)).toBeCloseTo(1 / 9, 10)
  })

  test('a flat picture is blurred', () => {
    expect(blurEffect(createImage(20, 20, 1))).toBe(1)
  })
})

describe('faceQuality', () => {
  test('nothing is wrong with a large, sharp, well-lit, frontal face', () => {
    expect(faceQuality(good)).toMatchObject({ score: 1, reasons: [] })
  })

  const scaled = (factor: number) =>
    createLandmarks(
      'arcface5',
      arcfaceTemplate.points.map((value) => value * factor),
    )
  test.each([
    ['small', { points5: scaled(0.3) }],
    ['blurred', { crop: softened(noise(120), 16) }],
    ['dark', { crop: noise(15) }],
    ['bright', { crop: noise(245) }],
    ['strong-pose', { pose: { yawDeg: 50, pitchDeg: 10 } }],
    ['strong-pose', { pose: { yawDeg: 0, pitchDeg: -45 } }],
    ['cut-off', { photo: { width: 70, height: 112 } }],
  ] as const)('%s is named', (reason, change) => {
    const { score, reasons, parts } = faceQuality({ ...good, ...change })
    expect(reasons).toEqual([reason])
    expect(score).toBe(parts[reason])
    expect(score).toBeLessThan(0.5)
  })

  test('several reasons stand with the worst first, and an unknown pose is none', () => {
    const { reasons, parts } = faceQuality({ ...good, points5: scaled(0.35), crop: noise(5), pose: null })
    expect(reasons).toEqual(['dark', 'small'])
    expect(parts['strong-pose']).toBeNull()
  })

  test('refuses points of another scheme', () => {
    const points5 = createLandmarks('ibug68', new Float32Array(136))
    expect(() => faceQuality({ ...good, points5 })).toThrow('Expected arcface5 points but received ibug68')
  })
})
