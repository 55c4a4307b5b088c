import { createHash } from 'node:crypto'
import { createImage, type Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { blendColour, blendPattern } from '../../src/compat/blend-template.ts'
import { createHsvTables } from '../../src/compat/hsv-tables.ts'
import { inpaintTelea } from '../../src/compat/inpaint-telea.ts'
import { scaledBytes, sumOfValue } from '../../src/compat/mean-value.ts'
import { parsePillowColour } from '../../src/compat/pillow-colour.ts'
import { prepareTemplate } from '../../src/compat/prepare-template.ts'
import { resizePattern } from '../../src/compat/resize-pattern.ts'
import { scaleHsv } from '../../src/compat/scale-hsv.ts'
import { templateTexels } from '../../src/compat/template-texels.ts'
import { firstDifference } from './first-difference.ts'
import { hasOracles, needsOracles, openAssets, openCvHash, readJson, readPicture, withoutAlpha } from './oracles.ts'
import { warpWhole } from './warp-whole.ts'

const tables = createHsvTables()
const same = scaledBytes(1)

describe.skipIf(!hasOracles)(`arithmetic of OpenCV, bit for bit${needsOracles}`, () => {
  test('all 16.7 million colours to HSV', () => {
    // the way back is taken with S and V replaced, so S and V are read as results: grey gives V, hue 0 gives S
    const hash = createHash('sha256')
    const plane = new Uint8Array(65536 * 3)
    for (let b = 0; b < 256; b++) {
      for (let g = 0, k = 0; g < 256; g++) {
        for (let r = 0; r < 256; r++, k += 3) {
          const v = Math.max(r, g, b)
          const range = v - Math.min(r, g, b)
          const turn = v === r ? g - b : v === g ? b - r + 2 * range : r - g + 4 * range
          const h = (turn * tables.hue[range]! + 2048) >> 12
          plane[k] = h < 0 ? h + 180 : h
          plane[k + 1] = (range * tables.saturation[v]! + 2048) >> 12
          plane[k + 2] = v
        }
      }
      hash.update(plane)
    }
    expect(hash.digest('hex')).toBe(readJson('unit', 'color_full_hash.json').bgr2hsv_all.sha256)
  })

  test('all 11.8 million colours from HSV, and how many the scalar columns have otherwise', () => {
    const hash = createHash('sha256')
    const vector = new Uint8Array(65536 * 3)
    const scalar = new Uint8Array(65536 * 3)
    let otherwise = 0
    for (let h = 0; h < 180; h++) {
      fromHsv(h, vector, 'vector')
      fromHsv(h, scalar, 'scalar')
      for (let i = 0; i < vector.length; i += 3) {
        const equal = vector[i] === scalar[i] && vector[i + 1] === scalar[i + 1] && vector[i + 2] === scalar[i + 2]
        if (!equal) otherwise++
      }
      hash.update(vector)
    }
    const reference = readJson('unit', 'color_full_hash.json').hsv2bgr_all
    expect(hash.digest('hex')).toBe(reference.sha256)
    expect(otherwise).toBe(reference.pixels_that_differ_when_converted_as_1px_wide_image)
  })

  test('colours there and back', () => {
    const { bgr2hsv, hsv2bgr_of_grid_roundtrip: back } = readJson('unit', 'color_tables.json')
    const pixels = Uint8Array.from(bgr2hsv.flatMap(([b, g, r]: number[]) => [r!, g!, b!, 9]))
    // 64 columns, as in the reference: all of them go through the vector code
    for (let at = 0; at < pixels.length; at += 256) {
      scaleHsv({ pixels: pixels.subarray(at), count: 64, x: 0, pictureWidth: 64 }, tables, same, same)
    }
    const found = Array.from({ length: bgr2hsv.length }, (_, i) => [
      pixels[i * 4 + 2],
      pixels[i * 4 + 1],
      pixels[i * 4],
    ])
    expect(found).toEqual(back.map((row: number[]) => row.slice(3)))
    expect(pixels.every((value, i) => i % 4 !== 3 || value === 9)).toBe(true)
  })

  test('brightness and saturation, in columns of both kinds', async () => {
    const { cases, avg_brightness: mean } = readJson('unit', 'bs.json')
    const input = await readPicture('unit', 'bs_input_bgra.png')
    expect(sumOfValue(withoutAlpha(input)) / (input.width * input.height)).toBe(mean)
    for (const { value, brightness, saturation } of cases) {
      const factor = scaledBytes(value)
      expect(
        firstDifference(scaled(input, same, factor), await readPicture('unit', brightness)),
        `brightness ${value}`,
      ).toBeNull()
      expect(
        firstDifference(scaled(input, factor, same), await readPicture('unit', saturation)),
        `saturation ${value}`,
      ).toBeNull()
    }
  })

  test('blending of all pairs of values', async () => {
    const template = createImage(256, 256, 4)
    const overlay = createImage(256, 256, 3)
    for (let i = 0; i < 65536; i++) {
      template.data.fill(i >> 8, i * 4, i * 4 + 3)
      template.data[i * 4 + 3] = 255
      overlay.data.fill(i & 255, i * 3, i * 3 + 3)
    }
    for (const { weight, file } of readJson('unit', 'addweighted.json').tables) {
      const reference = await readPicture('unit', file)
      expect(
        firstDifference(withoutAlpha(blendPattern(template, overlay, weight)), reference),
        `weight ${weight}`,
      ).toBeNull()
      const colours = blendColour(template, [7, 130, 255], weight)
      for (let row = 0; row < 256; row++) {
        const at = row * 256
        const expected = [7, 130, 255].map((column) => reference.data[(at + column) * 3])
        expect([...colours.data.subarray(at * 4, at * 4 + 3)]).toEqual(expected)
      }
    }
  })

  test('resizing', async () => {
    for (const { input, output, dsize_wh: size } of readJson('unit', 'resize.json').cases) {
      const image = withoutAlpha(await readPicture('unit', input))
      expect(
        firstDifference(resizePattern(image, size[0], size[1]), await readPicture('unit', output)),
        output,
      ).toBeNull()
    }
  })

  test('warping', async () => {
    for (const { name, input, output, M, dsize_wh: size } of readJson('unit', 'warp.json').cases) {
      const texels = templateTexels(await readPicture('unit', input))
      const warped = warpWhole(texels, Float64Array.from(M.flat()), size[0], size[1])
      expect(firstDifference(warped, await readPicture('unit', output)), name).toBeNull()
    }
  })

  test('inpainting, not a value off', async () => {
    for (const { input, mask, output } of readJson('unit', 'inpaint.json').cases) {
      const picture = await readPicture('unit', input)
      const grey = await readPicture('unit', mask)
      const alpha = createImage(grey.width, grey.height, 1)
      for (let i = 0; i < alpha.data.length; i++) alpha.data[i] = grey.data[i * 3]!
      inpaintTelea(picture, alpha, { x: 0, y: 0, endX: picture.width, endY: picture.height })
      expect(firstDifference(picture, await readPicture('unit', output)), output).toBeNull()
    }
  })

  test('colour texts', () => {
    for (const { color, rgb } of readJson('unit', 'color_strings.json').cases) {
      expect(parsePillowColour(color), color).toEqual(rgb ?? null)
    }
  })

  test('every template and texture is decoded to the same values, JPEGs too', async () => {
    const assets = await openAssets()
    const { files } = readJson('unit', 'assets.json')
    for (const { file, sha256_decoded: hash, program_brightness: brightness } of files) {
      const isTemplate = file.includes('/templates/')
      const image = await assets.readImage(file, isTemplate ? 'template' : 'pattern')
      expect(openCvHash(image!), file).toBe(hash)
      if (isTemplate) expect(templateTexels(image!).meanValue, file).toBe(brightness)
    }
    expect(assets.patterns).toEqual(
      files
        .map(({ file }: { file: string }) => file)
        .filter((file: string) => file.includes('/textures/'))
        .sort(),
    )
  })

  test('templates with pattern and colour', async () => {
    const assets = await openAssets()
    for (const { name, file } of readJson('unit', 'templates_processed.json').cases) {
      const look = {
        pattern: name.includes('check_4') ? 'masks/textures/check/check_4.jpg' : '',
        patternWeight: 0.5,
        colour: /#[0-9a-f]{6}/.exec(name)?.[0] ?? '',
        colourWeight: Number(/#\S+ w(\S+)/.exec(name)?.[1] ?? 0.5),
      }
      const prepared = await prepareTemplate(assets, assets.config.sections.get(name.split(' ')[0])!, look)
      if (!prepared.ok) throw new Error(prepared.detail)
      const { width, height } = prepared.value
      const identity = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
      expect(
        firstDifference(warpWhole(prepared.value, identity, width, height), await readPicture('unit', file)),
        name,
      ).toBeNull()
    }
  })
})

/** B, G, R of every S and V at one hue, by tables of one kind. */
function fromHsv(h: number, result: Uint8Array, kind: 'vector' | 'scalar'): void {
  const { top, bottom, middle } = tables[kind]
  for (let s = 0, k = 0; s < 256; s++) {
    for (let v = 0; v < 256; v++, k += 3) {
      const share = Math.fround(Math.fround(tables.unit[v]! * middle[(h << 8) | s]!) * 255)
      const mid =
        kind === 'vector'
          ? Math.floor(share)
          : Math.round(share / 2) * 2 === share + 0.5
            ? share + 0.5
            : Math.ceil(share - 0.5)
      const [high, low] = [top[v]!, bottom[(s << 8) | v]!]
      const sector = Math.floor(h / 30)
      const red = [high, mid, low, low, mid, high][sector]!
      const green = [mid, high, high, mid, low, low][sector]!
      const blue = [low, low, mid, high, high, mid][sector]!
      result[k] = blue
      result[k + 1] = green
      result[k + 2] = red
    }
  }
}

/** A picture through `scaleHsv`, row by row, without its alpha. */
function scaled(image: Image, saturation: Uint8Array, value: Uint8Array): Image {
  const pixels = Uint8Array.from(image.data)
  for (let y = 0; y < image.height; y++) {
    const row = pixels.subarray(y * image.width * 4)
    scaleHsv({ pixels: row, count: image.width, x: 0, pictureWidth: image.width }, tables, saturation, value)
  }
  return withoutAlpha({ ...image, data: Uint8ClampedArray.from(pixels) })
}
