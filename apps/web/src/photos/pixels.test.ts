import { createImage } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { imageOfPixels, pixelsOfImage } from './pixels.ts'

test('an RGB picture survives the way to pixels and back', () => {
  const image = createImage(2, 1, 3, Uint8ClampedArray.of(1, 2, 3, 4, 5, 6))
  const pixels = pixelsOfImage(image)
  expect([...pixels.data]).toEqual([1, 2, 3, 255, 4, 5, 6, 255])
  expect(imageOfPixels(pixels)).toEqual(image)
})

test('a grey picture is opaque grey', () => {
  expect([...pixelsOfImage(createImage(2, 1, 1, Uint8ClampedArray.of(7, 9))).data]).toEqual([
    7, 7, 7, 255, 9, 9, 9, 255,
  ])
})
