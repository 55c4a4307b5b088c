import { describe, expect, test } from 'vitest'
import { rasteriseSvg } from './rasterise-svg.ts'

const disc =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="10" fill="#f00"/><rect x="5" width="5" height="10" fill="#00f" fill-opacity=".5"/></svg>'

describe('rasteriseSvg', () => {
  test('straight alpha, stretched to the size, sharp where it is drawn larger', async () => {
    const image = await rasteriseSvg(disc, 200, 60)
    expect([image.width, image.height, image.channels]).toEqual([200, 60, 4])
    const at = (x: number) => [...image.data.slice((30 * 200 + x) * 4, (30 * 200 + x) * 4 + 4)]
    expect(at(96)).toEqual([255, 0, 0, 255])
    expect(at(103)[2]).toBe(255)
    expect(Math.abs(at(103)[3]! - 128)).toBeLessThanOrEqual(1)
  })

  test.each(['', 'no drawing', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g></svg>'])(
    'rejects %j',
    async (svg) => {
      await expect(rasteriseSvg(svg, 10, 10)).rejects.toThrow(/Expected an SVG document/)
    },
  )
})
