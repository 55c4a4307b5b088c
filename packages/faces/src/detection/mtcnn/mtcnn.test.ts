import { createImage, type Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { tinyMtcnn, tinyMtcnnPoints } from '../../../test/tiny-mtcnn.ts'
import { tinyParts } from '../../../test/tiny-parts.ts'
import { openFaceDetector } from '../face-detector.ts'
import { decodeWindows, movedBox, pointsInSquare, pyramidScales, squareAround } from './proposal.ts'

/** Black, with white squares. */
function picture(width: number, height: number, ...white: { x: number; y: number; size: number }[]): Image {
  const image = createImage(width, height, 3)
  for (const { x, y, size } of white) {
    for (let row = y; row < y + size; row++) image.data.fill(255, (row * width + x) * 3, (row * width + x + size) * 3)
  }
  return image
}

describe('pyramidScales', () => {
  test('begins where the smallest face fills a window and ends where the picture holds none', () => {
    const scales = pyramidScales({ width: 100, height: 60 }, 20)
    // the shorter side becomes 36, 25.5, 18.1 and 12.8 pixels; the next would be 9.1
    expect(scales).toHaveLength(4)
    scales.forEach((scale, k) => {
      expect(scale).toBeCloseTo(0.6 * 0.709 ** k, 12)
    })
  })

  test('a face as large as the picture is seen once, a smaller picture not at all', () => {
    expect(pyramidScales({ width: 20, height: 20 }, 20)).toEqual([0.6])
    expect(pyramidScales({ width: 300, height: 19 }, 20)).toEqual([])
  })
})

describe('decodeWindows', () => {
  test('gives windows of 12 pixels, two apart, with their offsets', () => {
    const scores = {
      data: Float32Array.of(0.9, 0.1, 1, 0.5, 1, Number.NaN, 0.1, 0.9, 0, 0.5, 0, Number.NaN),
      dims: [1, 2, 2, 3],
    }
    const offsets = { data: Float32Array.from({ length: 24 }, (_, i) => i / 8), dims: [1, 4, 2, 3] }
    expect(decodeWindows(scores, offsets, 0.5)).toEqual([
      { score: expect.closeTo(0.9, 6), x: 2, y: 0, width: 12, height: 12, offsets: [1 / 8, 7 / 8, 13 / 8, 19 / 8] },
      { score: 0.5, x: 0, y: 2, width: 12, height: 12, offsets: [3 / 8, 9 / 8, 15 / 8, 21 / 8] },
    ])
  })
})

describe('boxes between the networks', () => {
  test('offsets move the edges by parts of the sides', () => {
    const proposal = { score: 1, x: 10, y: 20, width: 40, height: 80, offsets: [0.25, -0.5, -0.125, 0.25] } as const
    expect(movedBox(proposal)).toEqual({ x: 20, y: -20, width: 25, height: 140 })
  })

  test('the square keeps the centre, to whole pixels', () => {
    expect(squareAround({ x: 20, y: -20, width: 25, height: 140 })).toEqual({ x: -37, y: -20, width: 140, height: 140 })
    expect(squareAround({ x: 0.4, y: 2.4, width: 6.2, height: 4.2 })).toEqual({ x: 1, y: 2, width: 6, height: 6 })
  })

  test('points come as five x and five y and count from the centre of the first pixel', () => {
    const square = { x: 10, y: 20, width: 100, height: 100 }
    expect(pointsInSquare(square, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])).toEqual([
      9.5, 69.5, 19.5, 79.5, 29.5, 89.5, 39.5, 99.5, 49.5, 109.5,
    ])
  })
})

describe('openFaceDetector with MTCNN', () => {
  test('three looks end at the square, its edges and points where the last network puts them', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('mtcnn', tinyMtcnn())
    const detector = await openFaceDetector({ runtime: parts.runtime, model })
    // 20 pixels are one window of the first level, and 20 and 60 are where windows begin
    const { faces, attempt } = await detector.detect(picture(120, 90, { x: 20, y: 60, size: 20 }))
    expect(attempt).toBe('whole')
    expect(faces).toHaveLength(1)
    expect(faces[0]).toMatchObject({ score: expect.closeTo(1, 2), maskProbability: null })
    expect(faces[0]!.box).toEqual({ x: 25, y: 62.5, width: 10, height: 15 })
    const { x, y } = tinyMtcnnPoints
    const expected = x.flatMap((across, k) => [20 + 20 * across - 0.5, 60 + 20 * y[k]! - 0.5])
    faces[0]!.points5.points.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 4)
    })
  })

  test('a large photo is made smaller and the answer is brought back', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('mtcnn', tinyMtcnn())
    const detector = await openFaceDetector({ runtime: parts.runtime, model, maxSide: 120 })
    const { faces } = await detector.detect(picture(240, 180, { x: 40, y: 120, size: 40 }))
    expect(faces.map(({ box }) => box)).toEqual([{ x: 50, y: 125, width: 20, height: 30 }])
  })

  test('more faces than one run takes are all found', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('mtcnn', tinyMtcnn())
    const detector = await openFaceDetector({ runtime: parts.runtime, model })
    const places = Array.from({ length: 17 * 17 }, (_, i) => ({ x: (i % 17) * 36 + 4, y: Math.floor(i / 17) * 36 + 4 }))
    const { faces } = await detector.detect(picture(620, 620, ...places.map((place) => ({ ...place, size: 20 }))))
    const found = places.filter(({ x, y }) =>
      faces.some(
        ({ box }) => Math.abs(box.x + box.width / 2 - x - 10) < 4 && Math.abs(box.y + box.height / 2 - y - 10) < 4,
      ),
    )
    expect(found).toHaveLength(289)
  })

  test('nothing is found in nothing, and in what is smaller than a face', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('mtcnn', tinyMtcnn())
    const detector = await openFaceDetector({ runtime: parts.runtime, model, maxSide: 64 })
    expect((await detector.detect(picture(64, 64))).faces).toEqual([])
    expect(await detector.detect(createImage(1, 1, 1))).toEqual({ faces: [], attempt: null })
  })
})
