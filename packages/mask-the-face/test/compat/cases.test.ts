import type { Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { createCompatMasker } from '../../src/compat/compat-masker.ts'
import { drawTemplate } from '../../src/compat/draw-template.ts'
import { createHsvTables, type HsvTables } from '../../src/compat/hsv-tables.ts'
import { inpaintTelea } from '../../src/compat/inpaint-telea.ts'
import { scaledBytes, sumOfValue } from '../../src/compat/mean-value.ts'
import { prepareTemplate } from '../../src/compat/prepare-template.ts'
import { scaleHsv } from '../../src/compat/scale-hsv.ts'
import { firstDifference } from './first-difference.ts'
import {
  caseNames,
  hasOracles,
  needsOracles,
  openAssets,
  openCvHash,
  readFaces,
  readJson,
  readPicture,
  withoutAlpha,
} from './oracles.ts'
import { warpWhole } from './warp-whole.ts'

describe.skipIf(!hasOracles)(`pictures of the original${needsOracles}`, () => {
  const tables = createHsvTables()
  const assets = hasOracles ? openAssets() : null
  // as many as there are looks in the cases, so that each is prepared once
  const masker = assets?.then((loaded) => createCompatMasker(loaded, { maxPrepared: 100 }))
  const prepared = new Map<string, Awaited<ReturnType<typeof prepareTemplate>>>()

  async function texelsOf(call: ReturnType<typeof readJson>) {
    const look = {
      colour: call.color,
      colourWeight: call.color_weight,
      pattern: call.pattern,
      patternWeight: call.pattern_weight,
    }
    const key = JSON.stringify([call.cfg_section, look])
    const { config } = (await assets)!
    const found =
      prepared.get(key) ?? (await prepareTemplate((await assets)!, config.sections.get(call.cfg_section)!, look))
    prepared.set(key, found)
    if (!found.ok) throw new Error(found.detail)
    return found.value
  }

  test.each(caseNames)('%s: every stage from the stored homography, bit for bit', async (name) => {
    const input = await readPicture('cases', name, 'input.png')
    for (const variant of readJson('cases', name, 'result.json').variants) {
      const pictures = new Map<string, Image>()
      for (const call of variant.face_calls) {
        const picture = pictures.get(call.type_requested) ?? { ...input, data: input.data.slice() }
        pictures.set(call.type_requested, picture)
        const title = `${variant.name}, face ${call.face_index}, ${call.type_resolved}`
        const texels = await texelsOf(call)
        const matrix = Float64Array.from(call.homography.flat())
        const valueSum = sumOfValue(picture)
        expect(openCvHash(picture), title).toBe(call.sha256.input_bgr)
        expect(texels.meanValue, title).toBe(call.mask_brightness)
        expect(valueSum / (picture.width * picture.height), title).toBe(call.image_brightness)

        const warped = warpWhole(texels, matrix, picture.width, picture.height)
        expect(openCvHash(warped), `warp: ${title}`).toBe(call.sha256.warp_bgra)
        scaleWhole(warped, tables, { saturation: 1, value: call.delta_b })
        expect(openCvHash(withoutAlpha(warped)), `brightness: ${title}`).toBe(call.sha256.after_brightness_bgr)
        scaleWhole(warped, tables, { saturation: call.delta_s, value: 1 })
        expect(openCvHash(withoutAlpha(warped)), `saturation: ${title}`).toBe(call.sha256.after_saturation_bgr)

        const isHole = /empty|inpaint/.test(call.type_resolved)
        const drawing = drawTemplate(picture, {
          texels,
          matrix,
          filling: isHole ? 'black' : 'template',
          tables,
          valueSum,
        })
        expect(openCvHash(drawing.alpha), `alpha: ${title}`).toBe(call.sha256.alpha)
        expect([drawing.brightness, drawing.saturation], title).toEqual([call.delta_b, call.delta_s])
        expect(drawing.valueSum, title).toBe(sumOfValue(picture))
        if (call.type_resolved.includes('inpaint')) inpaintTelea(picture, drawing.alpha, drawing.box)
        expect(openCvHash(picture), `output: ${title}`).toBe(call.sha256.output_bgr)
      }
      for (const [type, file] of Object.entries<string>(variant.outputs)) {
        expect(
          firstDifference(pictures.get(type)!, await readPicture('cases', name, file)),
          `${variant.name}: ${file}`,
        ).toBeNull()
      }
    }
  })

  test.each(caseNames)(
    '%s: from landmarks alone, at most one value in a thousand is more than 2 levels off',
    async (name) => {
      const input = await readPicture('cases', name, 'input.png')
      for (const variant of readJson('cases', name, 'result.json').variants) {
        const [first] = variant.face_calls
        const request = {
          type: variant.returned_types.length > 1 ? 'all' : variant.returned_types[0],
          colour: first.color,
          colourWeight: first.color_weight,
          pattern: first.pattern,
          patternWeight: first.pattern_weight,
        }
        const outcome = await (await masker)!.maskPicture(input, readFaces(name), request)
        if (!outcome.ok) throw new Error(`${variant.name}: ${outcome.detail}`)
        expect(outcome.value.map(({ type }) => type)).toEqual(variant.returned_types)
        for (const { type, image, masks } of outcome.value) {
          const calls = variant.face_calls.filter((call: { type_requested: string }) => call.type_requested === type)
          expect(masks.map(({ section }) => section)).toEqual(
            calls.map((call: { cfg_section: string }) => call.cfg_section),
          )
          const reference = await readPicture('cases', name, variant.outputs[type])
          const far = image.data.filter((value, i) => Math.abs(value - reference.data[i]!) > 2).length
          expect(far / image.data.length, `${variant.name}: ${type}`).toBeLessThanOrEqual(0.001)
        }
      }
    },
  )
})

function scaleWhole(image: Image, tables: HsvTables, by: { saturation: number; value: number }): void {
  const saturation = scaledBytes(by.saturation)
  const value = scaledBytes(by.value)
  for (let y = 0; y < image.height; y++) {
    const pixels = new Uint8Array(image.data.buffer, image.data.byteOffset + y * image.width * 4)
    scaleHsv({ pixels, count: image.width, x: 0, pictureWidth: image.width }, tables, saturation, value)
  }
}
