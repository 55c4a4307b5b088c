import { createImage } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { coverHolds, coverTypes } from './cover-type.ts'
import { createMaskTemplates } from './create-mask-templates.ts'
import { templateOf } from './template-of.ts'
import { templateTexels } from './template-texels.ts'
import { templateSources } from './templates/index.ts'

const templates = await createMaskTemplates(rasteriseSvg)

describe.each(coverTypes)('the %s template', (type) => {
  const { width, height, fabric, trim, anchors } = templateSources[type]
  const { levels, content } = templates[type]

  test('both drawings have the canvas of the template and are grey', async () => {
    for (const svg of [fabric, trim]) {
      expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`)
      const { data } = await rasteriseSvg(svg, 160, 128)
      let chroma = 0
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3]! < 255) continue
        const rgb = [data[i]!, data[i + 1]!, data[i + 2]!]
        chroma = Math.max(chroma, Math.max(...rgb) - Math.min(...rgb))
      }
      expect(chroma).toBe(0)
    }
  })

  test.skipIf(coverHolds[type] !== 'jaw')(
    'the anchors lie on the canvas and the mask between them (skipped: not on the jaw)',
    () => {
      const [a, b, c, d, e, f] = [0, 2, 4, 6, 8, 10].map((i) => [anchors[i]!, anchors[i + 1]!]) as [number, number][]
      expect(a![0]).toBeLessThan(b![0])
      expect(b![0]).toBeLessThan(c![0])
      expect(d![0]).toBeLessThan(e![0])
      expect(e![0]).toBeLessThan(f![0])
      expect(Math.max(...anchors.filter((_, i) => i % 2 === 1))).toBeLessThan(height)
      const alphaAt = (x: number, y: number) => levels[0]!.data[((y + 1) * (width + 2) + x + 1) * 4 + 2]
      for (const [x, y] of [e!, [320, 250], [320, 120], [200, 300], [440, 300]] as [number, number][]) {
        expect(alphaAt(x, y)).toBeGreaterThan(252)
      }
      expect(alphaAt(a![0], a![1] - 60)).toBe(0)
    },
  )

  test('each level halves and keeps the mean, its border is transparent', () => {
    const mean = (k: number) => {
      const level = levels[k]!
      let sum = 0
      for (let i = 2; i < level.data.length; i += 4) sum += level.data[i]!
      return sum / ((level.width - 2) * (level.height - 2))
    }
    levels.forEach((level, k) => {
      expect([level.width, level.height]).toEqual([width / 2 ** k + 2, height / 2 ** k + 2])
      expect(Math.abs(mean(k) - mean(0))).toBeLessThan(2)
      const rowBytes = level.width * 4
      expect(Math.max(...level.data.subarray(0, rowBytes), ...level.data.subarray(-rowBytes))).toBe(0)
    })
  })

  test('multiply and add never exceed alpha', () => {
    let excess = 0
    for (const { data } of levels) {
      for (let i = 0; i < data.length; i += 4) excess = Math.max(excess, data[i]! + data[i + 1]! - data[i + 2]!)
    }
    expect(excess).toBeLessThanOrEqual(3) // one rounding more at each level
  })

  test('its shadow has faded at the edge of the canvas, so that no line is seen', () => {
    const { data } = levels[0]!
    const shadowAt = (x: number, y: number) => data[((y + 1) * (width + 2) + x + 1) * 4 + 3]!
    let most = 0
    for (let x = 0; x < width; x++) most = Math.max(most, shadowAt(x, 0), shadowAt(x, height - 1))
    for (let y = 0; y < height; y++) most = Math.max(most, shadowAt(0, y), shadowAt(width - 1, y))
    expect(most).toBeLessThan(24)
  })

  test('nothing is drawn outside of its content', () => {
    const { data } = levels[0]!
    let outside = 0
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = ((y + 1) * (width + 2) + x + 1) * 4
        const inside =
          x >= content.x && x < content.x + content.width && y >= content.y && y < content.y + content.height
        if (!inside && (data[i + 2] !== 0 || data[i + 3] !== 0)) outside++
      }
    }
    expect(outside).toBe(0)
    expect(content.width * content.height).toBeLessThan(width * height)
  })
})

describe('templateTexels', () => {
  const filled = (...values: number[]) =>
    createImage(
      4,
      4,
      4,
      Uint8ClampedArray.from({ length: 64 }, (_, i) => values[i % 4]!),
    )

  test.each([
    { what: 'neutral grey shows the colour', fabric: [200, 200, 200, 255], trim: [0, 0, 0, 0], texel: [255, 0, 255] },
    { what: 'half of it darkens', fabric: [100, 100, 100, 255], trim: [0, 0, 0, 0], texel: [128, 0, 255] },
    { what: 'white is light only', fabric: [255, 255, 255, 255], trim: [0, 0, 0, 0], texel: [0, 255, 255] },
    { what: 'alpha is premultiplied', fabric: [200, 200, 200, 51], trim: [0, 0, 0, 0], texel: [51, 0, 51] },
    { what: 'trim covers with its grey', fabric: [200, 200, 200, 255], trim: [90, 90, 90, 255], texel: [0, 90, 255] },
    { what: 'half a trim over nothing', fabric: [0, 0, 0, 0], trim: [100, 100, 100, 102], texel: [0, 40, 102] },
  ])('$what', ({ fabric, trim, texel }) => {
    const { data } = templateTexels({ width: 4, height: 4 }, filled(...fabric), filled(...trim))
    expect([...data.subarray(0, 3)]).toEqual(texel)
  })

  test.each([
    { picture: createImage(4, 4, 3), message: '4×4×4 but received 4×4×3' },
    { picture: createImage(8, 4, 4), message: '4×4×4 but received 8×4×4' },
  ])('rejects $message', ({ picture, message }) => {
    expect(() => templateTexels({ width: 4, height: 4 }, filled(0, 0, 0, 0), picture)).toThrow(message)
  })

  test('a rasteriser that gives another size is named', async () => {
    await expect(createMaskTemplates(async () => createImage(10, 10, 4))).rejects.toThrow(
      /640×512×4 but received 10×10×4/,
    )
  })

  test('only those asked for are made, and a missing one is named', async () => {
    const few = await createMaskTemplates(rasteriseSvg, ['n95', 'cap', 'n95'])
    expect(Object.keys(few)).toEqual(['n95', 'cap'])
    expect(few.cap.checksum).toBe(templates.cap.checksum)
    expect(() => templateOf(few, 'surgical')).toThrow('Expected templates with surgical but received n95, cap')
    expect(() => templateOf({}, 'cap')).toThrow('received none')
  })
})
