import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { createMaskPatterns } from './create-mask-patterns.ts'
import { maskPatternNames } from './pattern-name.ts'

const patterns = await createMaskPatterns(rasteriseSvg)

describe.each(maskPatternNames)('%s', (name) => {
  const { data, width, height } = patterns[name]
  const at = (x: number, y: number, c: number) => data[(y * width + x) * 4 + c]!

  test('is opaque and not of one colour', () => {
    let clear = 0
    const reds = new Set<number>()
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] !== 255) clear++
      reds.add(data[i]!)
    }
    expect(clear).toBe(0)
    expect(reds.size).toBeGreaterThan(1)
  })

  test('no shape is cut at its edge: what leaves on one side is a band of the whole tile', () => {
    // along the left edge and the right edge the colours are those of a band that runs through, or of the ground
    let differing = 0
    for (let y = 0; y < height; y++) {
      const [left, right] = [at(0, y, 0), at(width - 1, y, 0)]
      const inside = new Set([at(1, y, 0), at(width - 2, y, 0)])
      if (!inside.has(left) || !inside.has(right)) differing++
    }
    expect(differing).toBeLessThan(height * 0.05)
  })
})
