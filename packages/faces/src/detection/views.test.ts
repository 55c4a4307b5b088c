import { createImage, createLandmarks, type Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { orientationsOf } from './orientations.ts'
import type { FaceDetection } from './types.ts'
import { views } from './views.ts'

const photo = createImage(9, 5, 3)
photo.data.fill(255, (2 * 9 + 7) * 3, (2 * 9 + 8) * 3)

/** A face of one pixel where the picture is white; its points lie around that. */
function faceIn({ data, width }: Image): FaceDetection {
  const at = data.indexOf(255) / 3
  const [x, y] = [at % width, Math.floor(at / width)]
  const points5 = createLandmarks('arcface5', [x - 1, y, x + 1, y, x, y, x - 0.5, y, x + 0.5, y])
  return { box: { x, y, width: 1, height: 1 }, score: 0.5, points5, maskProbability: null }
}

describe('views', () => {
  test.each(views.map((view) => ({ view: view(photo) })))(
    'what is found in $view.attempt lies in the photo',
    ({ view }) => {
      // in the mirror too, the point that is left in the picture comes first
      expect(view.back(faceIn(view.picture))).toEqual(faceIn(photo))
    },
  )

  test('a margin is on all sides, a mirror swaps columns', () => {
    const sizes = views.map((view) => view(photo).picture).map(({ width, height }) => [width, height])
    expect(sizes).toEqual([
      [9, 5],
      [23, 19],
      [9, 5],
      [23, 19],
    ])
    expect(faceIn(views[2]!(photo).picture).box).toMatchObject({ x: 1, y: 2 })
  })
})

describe('orientationsOf', () => {
  test('what is found in a turned photo lies in the photo, its points turned with it', () => {
    const orientations = orientationsOf(photo, true)
    expect(orientations.map(({ picture }) => picture.width)).toEqual([9, 5, 9, 5])
    const found = orientations.map(({ picture, back }) => back(faceIn(picture)))
    expect(found.map(({ box }) => box)).toEqual(new Array(4).fill({ x: 7, y: 2, width: 1, height: 1 }))
    const leftEyes = found.map(({ points5 }) => [...points5.points.slice(0, 2)])
    // upright; top of the head to the left; upside down; to the right
    expect(leftEyes).toEqual([
      [6, 2],
      [7, 3],
      [8, 2],
      [7, 1],
    ])
    expect(orientationsOf(photo, false)).toHaveLength(1)
  })
})
