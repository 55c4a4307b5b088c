import { createImage, type Image } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tinyMaskedRfb } from '../../test/tiny-masked-rfb.ts'
import { tinyMesh } from '../../test/tiny-mesh.ts'
import { tinyParts } from '../../test/tiny-parts.ts'
import { tinyYunet } from '../../test/tiny-yunet.ts'
import { openLandmarker } from '../landmarks/face-landmarker.ts'
import { decodeMaskedRfb } from './decode-masked-rfb.ts'
import { decodeScrfd } from './decode-scrfd.ts'
import { decodeYunet } from './decode-yunet.ts'
import { openFaceDetector } from './face-detector.ts'
import { overlapOf, partCovered, suppressOverlaps } from './suppress-overlaps.ts'

/** Black, with white rectangles. */
function picture(width: number, height: number, ...white: { x: number; y: number; size: number }[]): Image {
  const image = createImage(width, height, 3)
  for (const { x, y, size } of white) {
    for (let row = y; row < y + size; row++) image.data.fill(255, (row * width + x) * 3, (row * width + x + size) * 3)
  }
  return image
}

describe('decodeYunet', () => {
  test('places box and points as the network’s cells say', () => {
    const zeros = (n: number, k: number) => ({ data: new Float32Array(n * k), dims: [1, n, k] })
    const outputs: Record<string, { data: Float32Array; dims: number[] }> = {}
    for (const [stride, cells] of [
      [8, 32],
      [16, 8],
      [32, 2],
    ] as const) {
      outputs[`cls_${stride}`] = zeros(cells, 1)
      outputs[`obj_${stride}`] = zeros(cells, 1)
      outputs[`bbox_${stride}`] = zeros(cells, 4)
      outputs[`kps_${stride}`] = zeros(cells, 10)
    }
    // cell 6 of the 4 columns and 2 rows at stride 16: column 2, row 1
    outputs.cls_16!.data[6] = 0.81
    outputs.obj_16!.data[6] = 1.5 // is cut to 1
    outputs.bbox_16!.data.set([0.25, -0.5, Math.log(2), Math.log(3)], 6 * 4)
    outputs.kps_16!.data.set([0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1], 6 * 10)
    expect(decodeYunet(outputs, { width: 64 }, 0.6)).toEqual([
      {
        score: expect.closeTo(0.9, 5),
        x: expect.closeTo(2.25 * 16 - 16, 4),
        y: expect.closeTo(0.5 * 16 - 24, 4),
        width: expect.closeTo(32, 4),
        height: expect.closeTo(48, 4),
        points: [32, 16, 48, 16, 40, 24, 32, 32, 48, 32],
        maskProbability: null,
      },
    ])
    outputs.cls_16!.data[6] = Number.NaN
    expect(decodeYunet(outputs, { width: 64 }, 0.6)).toEqual([])
  })
})

describe('decodeScrfd', () => {
  test('places box and points as distances from the cell of each anchor', () => {
    const outputs: Record<string, { data: Float32Array; dims: number[] }> = {}
    for (const [stride, cells] of [
      [8, 32],
      [16, 8],
      [32, 2],
    ] as const) {
      for (const [kind, values] of [
        ['score', 1],
        ['bbox', 4],
        ['kps', 10],
      ] as const) {
        outputs[`${kind}_${stride}`] = {
          data: new Float32Array(cells * 2 * values),
          dims: [1, cells * 2, values],
        }
      }
    }
    // the second anchor of cell 6 of 4 columns and 2 rows at stride 16: column 2, row 1
    outputs.score_16!.data[13] = 0.75
    outputs.bbox_16!.data.set([0.5, 1, 1.5, 2], 13 * 4)
    outputs.kps_16!.data.set([0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, -1], 13 * 10)
    expect(decodeScrfd(outputs, { width: 64 }, 0.5)).toEqual([
      {
        score: 0.75,
        x: 24,
        y: 0,
        width: 32,
        height: 48,
        points: [32, 16, 48, 16, 40, 24, 32, 32, 48, 0],
        maskProbability: null,
      },
    ])
    outputs.score_16!.data[13] = Number.NaN
    expect(decodeScrfd(outputs, { width: 64 }, 0.5)).toEqual([])
  })
})

describe('decodeMaskedRfb', () => {
  test('takes the likelier kind of face and says how sure it is of the mask', () => {
    const outputs = {
      scores: { data: Float32Array.of(1, 0, 0, 0.25, 0.1875, 0.5625, 0.6, 0.2, 0.2), dims: [1, 3, 3] },
      boxes: { data: Float32Array.of(0, 0, 1, 1, 0.25, 0.5, 0.5, 1, 0, 0, 1, 1), dims: [1, 3, 4] },
    }
    expect(decodeMaskedRfb(outputs, { width: 640, height: 480 }, 0.5)).toEqual([
      { score: 0.5625, x: 160, y: 240, width: 160, height: 240, points: null, maskProbability: 0.75 },
    ])
  })
})

describe('suppressOverlaps', () => {
  const box = fc.record({
    x: fc.integer({ min: 0, max: 20 }),
    y: fc.integer({ min: 0, max: 20 }),
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 20 }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  })

  test('keeps the best, drops only what a better one covers, and is stable', () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 15 }), (boxes) => {
        const kept = suppressOverlaps(boxes, 0.3)
        for (const [i, a] of kept.entries()) {
          for (const b of kept.slice(i + 1)) {
            expect(overlapOf(a, b)).toBeLessThanOrEqual(0.3)
            expect(a.score).toBeGreaterThanOrEqual(b.score)
          }
        }
        for (const a of boxes.filter((candidate) => !kept.includes(candidate))) {
          expect(kept.some((b) => b.score >= a.score && overlapOf(a, b) > 0.3)).toBe(true)
        }
        expect(suppressOverlaps(kept, 0.3)).toEqual(kept)
      }),
    )
  })

  test('a box inside another one goes where the covered part counts', () => {
    const large = { x: 0, y: 0, width: 10, height: 10, score: 0.9 }
    const small = { x: 1, y: 1, width: 2, height: 2, score: 0.8 }
    expect(suppressOverlaps([small, large], 0.3)).toEqual([large, small])
    expect(suppressOverlaps([small, large], 0.7, partCovered)).toEqual([large])
  })

  test('a box covers itself, and nothing beside it', () => {
    const a = { x: 0, y: 0, width: 4, height: 2 }
    expect(overlapOf(a, a)).toBe(1)
    expect(overlapOf(a, { ...a, x: 4 })).toBe(0)
    expect(overlapOf(a, { ...a, x: 2 })).toBeCloseTo(1 / 3)
    expect(partCovered(a, { ...a, x: 4 })).toBe(0)
    expect(partCovered(a, { ...a, x: 2 })).toBe(0.5)
  })
})

describe('openFaceDetector', () => {
  test('finds faces in pixels of the photo, also when that is no multiple of 32', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('yunet-2026may', tinyYunet())
    const detector = await openFaceDetector({ runtime: parts.runtime, model })
    const found = await detector.detect(picture(75, 70, { x: 32, y: 32, size: 32 }))
    expect(found.attempt).toBe('whole')
    // one white cell of 32 pixels wins over the 4 + 16 smaller ones inside, whose overlap with it is at most a quarter
    expect(found.faces[0]!.score).toBe(1)
    const large = found.faces.find(({ box }) => box.width > 31)!
    expect(large.box).toEqual({ x: 32, y: 32, width: 32, height: 32 })
    const points = [0.3, 0.4, 0.7, 0.4, 0.5, 0.6, 0.35, 0.8, 0.65, 0.8].map((k) => 32 + k * 32)
    large.points5.points.forEach((value, i) => {
      expect(value).toBeCloseTo(points[i]!, 3)
    })
  })

  test('a large photo is made smaller and the answer is brought back', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('yunet-2026may', tinyYunet())
    const detector = await openFaceDetector({ runtime: parts.runtime, model, maxSide: 64 })
    const { faces } = await detector.detect(picture(128, 96, { x: 64, y: 0, size: 64 }))
    const large = faces.find(({ box }) => box.width > 63)!
    expect(large.box).toEqual({ x: 64, y: 0, width: 64, height: 64 })
    // (10 + 0.5) · 2 − 0.5: pixel centres of the small picture lie between those of the large one
    expect(large.points5.points[0]).toBeCloseTo((32 + 0.3 * 32 + 0.5) * 2 - 0.5, 3)
  })

  test('looks again with a margin, and gives nothing for nothing', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('yunet-2026may', tinyYunet())
    const detector = await openFaceDetector({ runtime: parts.runtime, model, maxSide: 160, scoreThreshold: 0.99 })
    // 16 white pixels between the cells: only when the picture is enlarged four times do they fill cells
    const small = picture(16, 16, { x: 3, y: 3, size: 10 })
    const { faces, attempt } = await detector.detect(small)
    expect(attempt).toBe('padded')
    expect(faces.length).toBeGreaterThan(0)
    for (const { box } of faces) {
      expect(box.x).toBeGreaterThanOrEqual(3)
      expect(box.x + box.width).toBeLessThanOrEqual(13)
    }
    expect((await detector.detect(picture(64, 64))).faces).toEqual([])
  })

  test('looks into a mirror where it found nothing before', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('yunet-2026may', tinyYunet())
    const detector = await openFaceDetector({ runtime: parts.runtime, model, maxSide: 50, scoreThreshold: 0.99 })
    // 8 white pixels lie between the cells of 8, also with the margin of 15, but in a cell from the other side
    const { faces, attempt } = await detector.detect(picture(20, 16, { x: 4, y: 0, size: 8 }))
    expect(attempt).toBe('mirrored')
    expect(faces.map(({ box }) => box)).toEqual([{ x: 4, y: 0, width: 8, height: 8 }])
    const [leftX = 0, , rightX = 0] = faces[0]!.points5.points
    expect(leftX).toBeLessThan(rightX)
  })

  test('a strip whose square with a margin would fit into no memory has no face', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('yunet-2026may', tinyYunet())
    const detector = await openFaceDetector({ runtime: parts.runtime, model, maxSide: 64 })
    expect(await detector.detect(createImage(16, 100_000, 3))).toEqual({ faces: [], attempt: null })
  })

  test('a network without points needs the dense landmarks for them', async () => {
    await using parts = await tinyParts()
    const { runtime } = parts
    const model = await parts.model('rfb-640-masked', tinyMaskedRfb())
    await expect(openFaceDetector({ runtime, model })).rejects.toMatchObject({
      code: 'bad-option',
      message: 'Expected a landmarker beside rfb-640-masked, which gives boxes without points, but received none',
    })
    const landmarker = await openLandmarker({
      runtime,
      model: await parts.model(
        'mediapipe-face-landmarker',
        tinyMesh((k) => 64 + (k % 127)),
      ),
    })
    const detector = await openFaceDetector({ runtime, model, landmarker })
    const { faces, attempt } = await detector.detect(createImage(640, 480, 3))
    expect(attempt).toBe('whole')
    const [{ box, score, maskProbability, points5 } = faces[0]!] = faces
    expect({ box, score }).toEqual({ box: { x: 160, y: 120, width: 320, height: 240 }, score: 0.75 })
    expect(maskProbability).toBeCloseTo(0.75 / 0.875, 6)
    for (let i = 0; i < 10; i += 2) {
      expect(points5.points[i]).toBeGreaterThan(box.x - box.width / 4)
      expect(points5.points[i]).toBeLessThan(box.x + box.width * 1.25)
    }
  })

  test('refuses another model and bad options', async () => {
    await using parts = await tinyParts()
    const { runtime } = parts
    const mesh = await parts.model('yunet-2026may', tinyMesh())
    await expect(openFaceDetector({ runtime, model: mesh })).rejects.toMatchObject({
      code: 'wrong-model',
      message: expect.stringMatching(/YuNet: outputs cls_8, obj_8, …; SCRFD.* but its outputs are/),
    })
    const model = await parts.model('yunet-2026may', tinyYunet())
    await expect(openFaceDetector({ runtime, model, scoreThreshold: 0 })).rejects.toThrow(/scoreThreshold to be in/)
    await expect(openFaceDetector({ runtime, model, maxSide: 31 })).rejects.toThrow(/maxSide/)
    await expect(openFaceDetector({ runtime, model, maxOverlap: Number.NaN })).rejects.toThrow(/maxOverlap/)
  })
})
