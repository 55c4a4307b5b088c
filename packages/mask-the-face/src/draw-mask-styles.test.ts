import { createImage, createRng, type Image } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { madeFace } from '../test/made-face.ts'
import { coverHolds, coverRegions, coverTypes } from './cover-type.ts'
import { createMaskTemplates } from './create-mask-templates.ts'
import { type DrawMaskOptions, drawMask } from './draw-mask.ts'
import type { DrawnMask } from './drawn-mask.ts'
import { maskStyles } from './mask-style.ts'

const templates = await createMaskTemplates(rasteriseSvg)
const size = 256
const face = { x: 128, y: 90, iodPx: 50 }
const picture: Image = createImage(
  size,
  size,
  3,
  Uint8ClampedArray.from({ length: size * size * 3 }, (_, i) => [200, 160, 140][i % 3]!),
)

function drawn(options: Partial<DrawMaskOptions>, place = face): DrawnMask {
  const result = drawMask(picture, madeFace(place), { templates, type: 'surgical', colour: 'white', ...options })
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`)
  return result.value
}

/** Alpha at landmarks by iBUG index. */
function alphaAt({ alpha }: DrawnMask, ...indices: number[]): number[] {
  const { points } = madeFace(face)
  return indices.map((i) => alpha.data[Math.round(points[i * 2 + 1]!) * size + Math.round(points[i * 2]!)]!)
}

const all = (value: number, count: number) => Array.from({ length: count }, () => value)

describe('styles', () => {
  const onJaw = coverTypes.filter((type) => coverHolds[type] === 'jaw')

  test.each(onJaw)('%s below the nose bares the nose and hides mouth and chin', (type) => {
    const mask = drawn({ type, style: 'below-nose' })
    for (const alpha of alphaAt(mask, 27, 29, 30, 31, 35)) expect(alpha).toBeLessThan(20)
    for (const alpha of alphaAt(mask, 48, 54, 57, 62, 8)) expect(alpha).toBeGreaterThan(200)
  })

  test.each(onJaw)('%s on the chin bares nose and lips', (type) => {
    const mask = drawn({ type, style: 'on-chin' })
    expect(alphaAt(mask, 30, 33, 51, 62, 48, 54)).toEqual(all(0, 6))
    for (const alpha of alphaAt(mask, 7, 8, 9)) expect(alpha).toBeGreaterThan(200)
  })

  test.each(onJaw)('%s hanging bares the face from brows to mouth', (type) => {
    for (const style of ['one-ear', 'below-chin'] as const) {
      const mask = drawn({ type, style })
      expect(alphaAt(mask, 19, 24, 27, 30, 33, 36, 45, 48, 54, 57)).toEqual(all(0, 10))
      expect(mask.alpha.data.some((value) => value > 250)).toBe(true)
    }
  })

  test('one ear: the seed decides the side, without it the wider cheek does', () => {
    const left = (mask: DrawnMask) => mask.record.coverageBox.x < 64
    const turned = (turn: number) =>
      drawMask(picture, madeFace({ ...face, turn }), { templates, type: 'n95', colour: 'white', style: 'one-ear' })
    const sides = [0.2, -0.2].map((turn) => {
      const result = turned(turn)
      return result.ok && left(result.value)
    })
    expect(sides).toEqual([true, false])
    const seeded = Array.from({ length: 12 }, (_, seed) => left(drawn({ style: 'one-ear', seed })))
    expect(new Set(seeded)).toEqual(new Set([true, false]))
  })

  test.each(coverTypes.filter((type) => coverRegions[type] !== 'lower-face'))('%s is only worn correctly', (type) => {
    for (const style of maskStyles.slice(1)) {
      expect(() => drawn({ type, style })).toThrow(`Expected the style of ${type} to be one of correct but received`)
    }
  })
})

describe('covers of the upper and the whole face', () => {
  test('sunglasses hide the eyes, not nose tip, mouth and forehead', () => {
    const mask = drawn({ type: 'sunglasses', colour: 'black' })
    for (const alpha of alphaAt(mask, 37, 40, 43, 46)) expect(alpha).toBeGreaterThan(200)
    expect(alphaAt(mask, 30, 33, 48, 57, 8, 19, 24)).toEqual(all(0, 7))
  })

  test('a cap hides what is above the brows only', () => {
    const mask = drawn({ type: 'cap', colour: 'navy' }, { ...face, y: 160 })
    expect(mask.alpha.data[60 * size + 128]).toBe(255)
    const { points } = madeFace({ ...face, y: 160 })
    for (const i of [36, 39, 42, 45, 30, 51, 8]) {
      expect(mask.alpha.data[Math.round(points[i * 2 + 1]!) * size + Math.round(points[i * 2]!)]).toBe(0)
    }
  })

  test('a face shield covers the whole face, which shows through', () => {
    for (const alpha of alphaAt(drawn({ type: 'face-shield' }), 36, 45, 30, 48, 57)) {
      expect(alpha).toBeGreaterThan(5)
      expect(alpha).toBeLessThan(130)
    }
  })
})

describe('jitter', () => {
  test('follows the seed, moves little and needs a seed', () => {
    const still = drawn({}).record.holdPoints
    const rng = createRng('jitter test')
    let moved = 0
    for (let i = 0; i < 20; i++) {
      const seed = rng.int(1e6)
      const { record } = drawn({ seed, jitter: {} })
      expect(drawn({ seed, jitter: {} }).record).toEqual(record)
      for (let k = 0; k < still.length; k += 2) {
        const distance = Math.hypot(record.holdPoints[k]! - still[k]!, record.holdPoints[k + 1]! - still[k + 1]!)
        // 2.5 deviations each: position in two directions, size and roll at 1.2 eye distances from the middle
        expect(distance).toBeLessThan(50 * 2.5 * (0.02 * Math.SQRT2 + 1.2 * (0.03 + 0.02)))
        moved = Math.max(moved, distance)
      }
    }
    expect(moved).toBeGreaterThan(1)
    expect(() => drawn({ jitter: {} })).toThrow('Expected a seed')
  })

  test('each spread is its own', () => {
    const { jitter } = drawn({ seed: 1, jitter: { position: 0, size: 0.1, rollRad: 0 } }).record
    expect([jitter.x, jitter.y, jitter.rollRad]).toEqual([expect.closeTo(0), expect.closeTo(0), expect.closeTo(0)])
    expect(jitter.scale).not.toBe(1)
  })
})
