import { createImage, createLandmarks, type Image } from '@maskmirror/core'
import { applyAffine } from '@maskmirror/imaging/geometry'
import { describe, expect, test } from 'vitest'
import { arcfaceTemplate } from '../align-face.ts'
import { maskCrop } from './mask-crop.ts'

/** A photo whose red is the column and whose green is the row. */
function ramp(width: number, height: number): Image {
  const image = createImage(width, height, 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) image.data.set([x, y, 0], (y * width + x) * 3)
  }
  return image
}

function points(map: Parameters<typeof applyAffine>[0]) {
  return createLandmarks('arcface5', applyAffine(map, arcfaceTemplate.points))
}

const pixel = (image: Image, x: number, y: number) => [...image.data.slice((y * image.width + x) * 3).slice(0, 2)]

describe('maskCrop', () => {
  test('shows the face from above the brows to the throat', () => {
    const crop = maskCrop(ramp(200, 200), points([1, 0, 40, 0, 1, 30]))
    expect([crop.width, crop.height, crop.channels]).toEqual([64, 64, 3])
    // 104 pixels of the template around (56, 80), moved by (40, 30)
    const [left, top] = pixel(crop, 0, 0)
    expect(Math.abs(left! - (96 - 52 + 0.3))).toBeLessThan(1)
    expect(Math.abs(top! - (110 - 52 + 0.3))).toBeLessThan(1)
    expect(Math.abs(pixel(crop, 63, 63)[1]! - top! - (63 * 104) / 64)).toBeLessThan(1)
  })

  test('averages fine texture of a larger face instead of picking pixels', () => {
    const stripes = createImage(800, 800, 3)
    for (let i = 0; i < stripes.data.length; i++) stripes.data[i] = Math.floor(i / 3) % 2 === 0 ? 0 : 255
    const grey = maskCrop(stripes, points([2, 0, 250, 0, 2, 200]))
    for (const value of grey.data) expect(Math.abs(value - 127.5)).toBeLessThan(16)
  })

  test('repeats the edge of a tight crop', () => {
    const crop = maskCrop(ramp(112, 112), points([1, 0, 0, 0, 1, 0]))
    expect(pixel(crop, 32, 63)[1]).toBe(111)
  })

  test('refuses other points', () => {
    const mesh = createLandmarks('ibug68', new Float32Array(136))
    expect(() => maskCrop(ramp(10, 10), mesh)).toThrow(/arcface5/)
  })
})
