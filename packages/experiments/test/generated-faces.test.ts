import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { generatePicture, openDataset } from '@maskmirror/datasets'
import { decodeImage, rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates, drawMask, maskTypes, redrawMask } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import { FacesRequestSchema } from '#generated-faces/faces-request.ts'
import { generateFaces } from '#generated-faces/generate-faces.ts'
import { createMaskWearer } from '#generated-faces/wear-mask.ts'
import type { FaceLine } from '#generated-faces/write-face.ts'
import { contentsOf, temporaryFolder } from './picture-folder.ts'

const work = () => ({ signal: new AbortController().signal, onProgress: () => {}, clockMs: () => 0 })

const request = FacesRequestSchema.parse({ people: 3, picturesPerPerson: 3, masks: 0.5 })

describe('createMaskWearer', () => {
  test.each(['correct', 'below-nose', 'on-chin'] as const)(
    '%s: the mask changes nothing where alpha is 0',
    async (style) => {
      const wear = createMaskWearer(await createMaskTemplates(rasteriseSvg, maskTypes), [style])
      for (const person of ['a', 'b', 'c']) {
        const { image, bare, covers } = await generatePicture({ seed: 1, person, picture: 0 }, wear)
        const [mask] = covers
        const alpha = mask!.alpha.data
        expect(mask!.label.mask_style).toBe(style)
        expect(image.data.every((value, i) => alpha[Math.floor(i / 3)]! > 0 || value === bare.data[i])).toBe(true)
        expect(alpha.filter((a) => a > 0 && a < 255).length).toBeGreaterThan(20)
      }
    },
  )

  test('without shadow a picture is alpha · mask + (1 − alpha) · face, in every pixel', async () => {
    const templates = await createMaskTemplates(rasteriseSvg, maskTypes)
    const { image: bare, landmarks } = await generatePicture({ seed: 1, person: 'a', picture: 0 })
    for (const type of maskTypes) {
      const options = { templates, type, colour: 'white', match: { shadow: false } } as const
      const drawn = drawMask(bare, landmarks.ibug68, options)
      if (!drawn.ok) throw new Error(drawn.detail)
      const { image, alpha, record } = drawn.value
      // on black nothing is left but alpha · mask
      const black = createImage(bare.width, bare.height, 3)
      const alone = redrawMask(black, record, { templates })
      const worst = image.data.reduce((most, value, i) => {
        const expected = alone.image.data[i]! + (1 - alpha.data[Math.floor(i / 3)]! / 255) * bare.data[i]!
        return Math.max(most, Math.abs(value - expected))
      }, 0)
      // two roundings to whole numbers, and alpha's own
      expect(worst).toBeLessThan(1.6)
    }
  })
})

describe('generateFaces', () => {
  test('writes photos, alpha and labels that open as a data set; landmarks lie on the faces', async () => {
    await using place = await temporaryFolder()
    const folder = join(place.path, 'faces')
    const made = await generateFaces(request, { folder, jobs: 1 }, work())
    expect(made).toMatchObject({ pictures: 9, drawn: 9, unmaskable: 0 })
    const set = await openDataset(folder, { name: 'faces' })
    expect(set.photos).toHaveLength(9)
    expect(set.photos.filter(({ masked }) => masked)).toHaveLength(made.masked)
    expect(made.masked).toBeGreaterThan(0)
    expect(made.masked).toBeLessThan(9)
    const lines = (await readFile(join(folder, 'faces.jsonl'), 'utf8')).trim().split('\n')
    for (const line of lines.map((text) => JSON.parse(text) as FaceLine)) {
      const bytes = await readFile(join(folder, 'alpha', line.file.slice(7).replace('jpg', 'png'))).catch(() => null)
      const alpha = bytes === null ? null : await decodeImage(bytes)
      expect(alpha === null).toBe(line.covers.length === 0)
      if (alpha === null) continue
      for (const [i, covered] of line.covered.entries()) {
        // a point half way between two pixels may be rounded to the other one
        if (line.ibug68.slice(i * 2, i * 2 + 2).some((value) => Math.abs((Math.abs(value) % 1) - 0.5) < 0.02)) continue
        const [x, y] = [Math.round(line.ibug68[i * 2]!), Math.round(line.ibug68[i * 2 + 1]!)]
        expect(Math.abs(alpha.data[(y * alpha.width + x) * alpha.channels]! - covered)).toBeLessThanOrEqual(1)
      }
    }
  })

  test('threads, and going on after a stop, give the same bytes', async () => {
    await using place = await temporaryFolder()
    const whole = join(place.path, 'whole')
    await generateFaces(request, { folder: whole, jobs: 2 }, work())
    const expected = await contentsOf(whole)

    const stopped = join(place.path, 'stopped')
    const control = new AbortController()
    const stopping = {
      ...work(),
      signal: control.signal,
      onProgress: ({ done }: { done: number }) => {
        if (done >= 4) control.abort()
      },
      clockMs: () => performance.now(),
    }
    await expect(generateFaces(request, { folder: stopped, jobs: 1 }, stopping)).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect((await readdir(place.path)).sort()).toEqual(['stopped.generating', 'whole'])
    const { drawn } = await generateFaces(request, { folder: stopped, jobs: 1 }, work())
    expect(drawn).toBeLessThan(9)
    expect(await contentsOf(stopped)).toEqual(expected)
    // what is there is not drawn again, and nothing else takes its place
    expect((await generateFaces(request, { folder: stopped, jobs: 1 }, work())).drawn).toBe(0)
    const other = { ...request, people: 2 }
    await expect(generateFaces(other, { folder: stopped, jobs: 1 }, work())).rejects.toMatchObject({
      code: 'bad-derived',
    })
  })
})
