import { createImage } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { turnedFace } from '../test/turned-face.ts'
import { coverHolds, coverTypes } from './cover-type.ts'
import { createMaskTemplates } from './create-mask-templates.ts'
import { drawMask } from './draw-mask.ts'
import type { MaskStyle } from './mask-style.ts'

const templates = await createMaskTemplates(rasteriseSvg)
const tied = coverTypes.filter((type) => templates[type].loops !== null)
const size = 200

function drawn(type: (typeof tied)[number], style: MaskStyle, yawDeg: number) {
  const face = turnedFace({ x: 100, y: 60, iodPx: 48, yawDeg })
  const skin = createImage(size, size, 4)
  const result = drawMask(skin, face, { templates, type, style, colour: 'white' })
  if (!result.ok) throw new Error(result.detail)
  const { alpha, record } = result.value
  const shareAt = (x: number, y: number) => {
    const [column, row] = [Math.round(x), Math.round(y)]
    return column < 0 || row < 0 || column >= size || row >= size ? 0 : alpha.data[row * size + column]!
  }
  return { ...result.value, record, shareAt, face: face.points }
}

describe('loops', () => {
  test('all masks that hang on ears have them', () => {
    expect(tied).toEqual(['surgical', 'cloth', 'n95', 'kn95', 'ffp2-valve'])
    for (const type of tied) expect(coverHolds[type]).toBe('jaw')
  })

  test.each(tied)('%s pulled down: four lead from its corners to the ears', (type) => {
    for (const style of ['below-nose', 'on-chin'] as const) {
      const { record, shareAt, face } = drawn(type, style, 0)
      expect(record.loops.length).toBe(4)
      for (const { from, to } of record.loops) {
        const ear = to[0] < 100 ? 0 : 32
        expect(Math.abs(to[0] - face[ear]!)).toBeLessThan(10)
        expect(Math.abs(to[1] - face[ear + 1]!)).toBeLessThan(20)
        for (let t = 0; t < 0.97; t += 0.05) {
          expect(shareAt(from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1]))).toBeGreaterThan(90)
        }
      }
    }
  })

  test('on a turned head the nearer ear has two, the hidden one none', () => {
    for (const yawDeg of [-40, 40]) {
      const { record } = drawn('surgical', 'below-nose', yawDeg)
      expect(record.loops.length).toBe(2)
      for (const { to } of record.loops) expect(to[0] < 100).toBe(yawDeg > 0)
    }
    expect(drawn('surgical', 'below-nose', 15).record.loops.map(({ opacity }) => opacity < 1)).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  test('worn correctly the template shows them; on a turned head nothing floats beyond the far cheek', () => {
    const { record } = drawn('n95', 'correct', 0)
    expect(record.loops).toEqual([])
    const farthest = (yawDeg: number) => {
      const { alpha } = drawn('n95', 'correct', yawDeg)
      let right = 0
      for (let i = 0; i < alpha.data.length; i++) if (alpha.data[i]! > 60) right = Math.max(right, i % size)
      return right
    }
    const nose = turnedFace({ x: 100, y: 60, iodPx: 48, yawDeg: 45 }).points[60]!
    expect(farthest(45) - nose).toBeLessThan(0.5 * 48)
  })
})
