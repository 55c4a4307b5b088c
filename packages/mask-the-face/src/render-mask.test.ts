import { createImage } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import type { Homography } from '@maskmirror/imaging/geometry'
import { expect, test } from 'vitest'
import { createMaskTemplates } from './create-mask-templates.ts'
import { renderMask } from './render-mask.ts'
import { texelMap, texelUnder } from './texel-map.ts'

const { gaiter: template } = await createMaskTemplates(rasteriseSvg, ['gaiter'])
const look = { gain: 1, saturation: 1, blurPx: 0, shadow: 0 }

/** Turned by 45 degrees and seen so flat that its horizon crosses the box around it; the sign of a homography says nothing. */
const flat = (sign: number) =>
  [0.4, -0.4, 200, 0.4, 0.4, 60, 0.0001, 0.006, 1].map((value) => sign * value) as unknown as Homography

test.each([1, -1])('nothing is drawn behind the horizon of a plane, whatever its sign (%s)', (sign) => {
  const piece = { maps: [{ map: flat(sign), share: 1 }], sides: [] }
  const image = createImage(400, 400, 3)
  const alpha = createImage(400, 400, 1)
  const warp = { kind: 'plane' as const, pieces: [piece] }
  expect(renderMask(image, alpha, { template, warp, loops: [], colour: [9, 9, 9], pattern: null, look })).not.toBeNull()
  const map = texelMap(piece)
  const { x, y, width, height } = template.content
  let [drawn, outside] = [0, 0]
  for (let row = 0; row < 400; row++) {
    for (let column = 0; column < 400; column++) {
      if (alpha.data[row * 400 + column]! < 128) continue
      drawn++
      const [u, v] = texelUnder(map, column, row)
      if (!(u > x - 9 && u < x + width + 8 && v > y - 9 && v < y + height + 8)) outside++
    }
  }
  expect(drawn).toBeGreaterThan(500)
  expect(outside).toBe(0)
})
