import { createRng } from '@maskmirror/core'
import { generatePicture } from '@maskmirror/datasets'
import { maskCrop, maskCropSide } from '@maskmirror/faces'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskPatterns, createMaskTemplates, maskStyles, preparePattern } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import { cutExample } from './augment.ts'
import { drawExamples } from './draw-examples.ts'
import { keptSide, keptSpan } from './example-set.ts'
import { eyeDistance, takePicture } from './take-picture.ts'

const face = () => generatePicture({ seed: 'mask examples', person: 'test', picture: 0 })

describe('drawExamples', () => {
  test('gives every place, the same for the same seed', async () => {
    const patterns = Object.values(await createMaskPatterns(rasteriseSvg))
    const wardrobe = {
      templates: await createMaskTemplates(rasteriseSvg),
      patterns: patterns.map((image) => ({ image: preparePattern(image) })),
    }
    const { image, landmarks } = await face()
    const draw = (seed: string) => drawExamples(image, landmarks.ibug68, wardrobe, createRng(seed))
    const styles = new Set<string | null>()
    for (let i = 0; i < 12; i++) {
      const examples = draw(`seed ${i}`)
      expect(examples[0]).toMatchObject({ place: 'none', style: null })
      for (const { place, style } of examples) {
        styles.add(style)
        const hangs = style === null || style === 'below-chin' || style === 'one-ear'
        expect(place).toBe(hangs ? 'none' : style)
      }
    }
    expect(styles).toEqual(new Set([null, ...maskStyles]))
    expect(draw('seed 1')).toEqual(draw('seed 1'))
  })
})

describe('takePicture', () => {
  test('points stay on what they mark, whether the picture is cut or made smaller', async () => {
    const { image, landmarks } = await face()
    const before = maskCrop(image, landmarks.arcface5)
    for (let i = 0; i < 8; i++) {
      const taken = await takePicture(
        { image, points5: landmarks.arcface5 },
        { mayCut: i % 2 === 0 },
        createRng(`${i}`),
      )
      expect(eyeDistance(taken.points5)).toBeLessThan(61)
      // the middle of the face, which no cut takes away
      const after = maskCrop(taken.image, taken.points5)
      let difference = 0
      for (let y = 16; y < 40; y++) {
        for (let x = 20 * 3; x < 44 * 3; x++) {
          const at = y * maskCropSide * 3 + x
          difference += Math.abs(before.data[at]! - after.data[at]!) / (24 * 24 * 3)
        }
      }
      expect(difference).toBeLessThan(20)
    }
  })
})

describe('cutExample', () => {
  test('without a generator it is the crop that the network sees later', async () => {
    const { image, landmarks } = await face()
    const kept = maskCrop(image, landmarks.arcface5, { side: keptSide, span: keptSpan })
    const wanted = maskCrop(image, landmarks.arcface5)
    const out = new Float32Array(maskCropSide * maskCropSide * 3)
    cutExample(new Uint8Array(kept.data), out, null)
    const difference = out.reduce((sum, value, i) => sum + Math.abs(value * 127.5 + 127.5 - wanted.data[i]!), 0)
    expect(difference / out.length).toBeLessThan(4)
  })

  test('with one it differs from draw to draw, repeats for a seed, and stays in −1..1', async () => {
    const { image, landmarks } = await face()
    const kept = new Uint8Array(maskCrop(image, landmarks.arcface5, { side: keptSide, span: keptSpan }).data)
    const cut = (seed: string) => {
      const out = new Float32Array(maskCropSide * maskCropSide * 3)
      cutExample(kept, out, createRng(seed))
      return out
    }
    expect(cut('a')).toEqual(cut('a'))
    expect(cut('a')).not.toEqual(cut('b'))
    for (let i = 0; i < 10; i++) expect(cut(`${i}`).every((value) => value >= -1 && value <= 1)).toBe(true)
  })
})
