import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { coverTypes } from './cover-type.ts'
import { createMaskTemplates } from './create-mask-templates.ts'
import { packDrawings, rasteriserOfPack } from './drawing-pack.ts'
import { createMaskPatterns } from './patterns/create-mask-patterns.ts'

const pack = await packDrawings(rasteriseSvg)

describe('a pack of drawings', () => {
  test('gives the templates and patterns of whoever drew it, bit for bit', async () => {
    const unpacked = rasteriserOfPack(pack)
    const [templates, drawn] = [await createMaskTemplates(unpacked), await createMaskTemplates(rasteriseSvg)]
    for (const type of coverTypes) expect(templates[type].checksum, type).toBe(drawn[type].checksum)
    expect(await createMaskPatterns(unpacked)).toEqual(await createMaskPatterns(rasteriseSvg))
  })

  test('refuses a document that it does not hold', async () => {
    const unpacked = rasteriserOfPack(pack)
    await expect(unpacked('<svg viewBox="0 0 1 1"/>', 640, 512)).rejects.toThrow(/another version/)
  })

  test.each([0, 3, 4, 1000, pack.length - 1])('refuses to be cut to %i bytes', (length) => {
    expect(() => rasteriserOfPack(pack.subarray(0, length))).toThrow(/Expected a pack/)
  })
})
