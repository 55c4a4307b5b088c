import { createImage, type Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { blendColour, blendPattern, type CompatRgb } from '../../src/compat/blend-template.ts'
import { drawTemplate } from '../../src/compat/draw-template.ts'
import { fitHomography } from '../../src/compat/fit-homography.ts'
import { createHsvTables } from '../../src/compat/hsv-tables.ts'
import { inpaintTelea } from '../../src/compat/inpaint-telea.ts'
import { sumOfValue } from '../../src/compat/mean-value.ts'
import { resizePattern } from '../../src/compat/resize-pattern.ts'
import { templateTexels } from '../../src/compat/template-texels.ts'
import { openCvHash } from './oracles.ts'
import { projectPoints } from './project-points.ts'
import set from './small-set.json' with { type: 'json' }
import { warpWhole } from './warp-whole.ts'

const width = 75
const height = 50
const templateWidth = 34
const templateHeight = 26
const anchors = Float64Array.of(2, 6, 17, 1, 32, 7, 31, 17, 16, 25, 3, 18)

/** The pictures of make-small-set.py. */
function formula(columns: number, rows: number, factors: readonly (readonly [number, number, number])[]): Image {
  const image = createImage(columns, rows, 3)
  for (let i = 0; i < image.data.length; i++) {
    const [a, b, c] = factors[i % 3]!
    const x = Math.floor(i / 3) % columns
    const y = Math.floor(i / 3 / columns)
    image.data[i] = (a * x + b * y + Math.floor((x * y) / c)) % 256
  }
  return image
}

function template(): Image {
  const colours = formula(templateWidth, templateHeight, [
    [5, 3, 2],
    [2, 7, 3],
    [1, 1, 1],
  ])
  const image = createImage(templateWidth, templateHeight, 4)
  for (let i = 0; i < templateWidth * templateHeight; i++) {
    const dx = 2 * (i % templateWidth) - templateWidth + 1
    const dy = 2 * Math.floor(i / templateWidth) - templateHeight + 1
    const distance = dx * dx * 10 + dy * dy * 18
    if (distance >= 11500) continue
    image.data.set(colours.data.subarray(i * 3, i * 3 + 3), i * 4)
    image.data[i * 4 + 3] = distance < 9000 ? 255 : 90
  }
  return image
}

/** Made by OpenCV 4.6 with make-small-set.py, from formulas: these run without the reference folder. */
describe('a small set, bit for bit', () => {
  const tables = createHsvTables()

  test.each(set.cases)('$name', (reference) => {
    let source = template()
    if ('pattern' in reference) {
      const pattern = formula(13, 41, [
        [19, 3, 1],
        [11, 2, 2],
        [3, 17, 1],
      ])
      source = blendPattern(source, resizePattern(pattern, templateWidth, templateHeight), reference.pattern!)
    }
    if ('colour' in reference) {
      const [r, g, b] = reference.colour!
      const colour: CompatRgb = [r!, g!, b!]
      source = blendColour(source, colour, reference.weight!)
    }
    expect(openCvHash(source)).toBe(reference.template_sha256)

    const matrix = Float64Array.from(reference.homography.flat())
    const fitted = fitHomography(anchors, Float64Array.from(reference.points.flat()))
    if (!fitted.ok) throw new Error(fitted.detail)
    const expected = projectPoints(matrix, anchors)
    for (const [i, value] of projectPoints(fitted.value, anchors).entries()) expect(value).toBeCloseTo(expected[i]!, 3)

    const texels = templateTexels(source)
    expect(openCvHash(warpWhole(texels, matrix, width, height))).toBe(reference.warp_sha256)

    const picture = formula(width, height, [
      [3, 1, 4],
      [1, 4, 3],
      [2, 2, 5],
    ])
    const drawing = drawTemplate(picture, {
      texels,
      matrix,
      filling: 'fill' in reference ? 'black' : 'template',
      tables,
      valueSum: sumOfValue(picture),
    })
    expect(drawing.brightness).toBe(reference.brightness)
    expect(drawing.valueSum).toBe(sumOfValue(picture))
    if (reference.fill === 'inpaint') inpaintTelea(picture, drawing.alpha, drawing.box)
    expect(openCvHash(picture)).toBe(reference.output_sha256)
  })
})
