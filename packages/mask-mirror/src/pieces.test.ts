import { createImage, createRng } from '@maskmirror/core'
import { faceFrame, sixPointsFromLandmarks } from '@maskmirror/mask-the-face'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { madeFace, templates } from '../test/made-faces.ts'
import { robustCluster } from './colour-cluster.ts'
import { cosineOf, edgeDirections } from './edge-directions.ts'
import { explainMask } from './explain-mask.ts'
import { largestRegion } from './largest-region.ts'
import { lowerFace } from './lower-face.ts'
import { type MaskEvidence, maskProbability } from './mask-evidence.ts'
import { median } from './median.ts'
import { moveAlpha } from './move-alpha.ts'

describe('median', () => {
  test('is the middle of the sorted values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -9, max: 9 }), { minLength: 1, maxLength: 60 }), (values) => {
        const sorted = Float64Array.from(values).sort()
        const half = (sorted.length - 1) / 2
        const expected = (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2
        expect(median(values) + 0).toBe(expected + 0) // + 0: both zeros are the same
      }),
    )
  })

  test('does not reorder its input, bears ties', () => {
    const values = [3, 1, 2, 2, 2]
    expect(median(values)).toBe(2)
    expect(values).toEqual([3, 1, 2, 2, 2])
  })
})

describe('robustCluster', () => {
  test('one outlier does not move it, the bounds hold', () => {
    const colours = [...Array.from({ length: 9 }, (_, i) => [i, 0, 100 * i] as const), [1e6, 1e6, 1e6] as const]
    const { mean, variance } = robustCluster(colours, { floor: [0.1, 0.5, 0.1], ceiling: [100, 100, 7] })
    expect(mean).toEqual([4.5, 0, 450])
    expect(Math.sqrt(variance[0])).toBeCloseTo(1.4826 * 2.5, 10)
    expect(variance[1]).toBe(0.25)
    expect(variance[2]).toBe(49)
  })
})

describe('largestRegion', () => {
  const draw = (rows: string[]) => Uint8Array.from(rows.join(''), (cell) => (cell === '#' ? 1 : 0))
  test.each([
    {
      what: 'the larger of two, its hole filled, a diagonal is no connection',
      input: ['#....', '.###.', '.#.#.', '.###.', '....#'],
      output: ['.....', '.###.', '.###.', '.###.', '.....'],
    },
    { what: 'a bay is no hole', input: ['.###.', '.#...', '.###.'], output: ['.###.', '.#...', '.###.'] },
    { what: 'nothing', input: ['...', '...'], output: ['...', '...'] },
    { what: 'everything', input: ['##', '##'], output: ['##', '##'] },
  ])('$what', ({ input, output }) => {
    expect([...largestRegion(draw(input), input[0]!.length, input.length)]).toEqual([...draw(output)])
  })
})

describe('edgeDirections', () => {
  const all = new Uint8Array(400).fill(1)
  const stripes = (of: (x: number, y: number) => number) =>
    createImage(
      20,
      20,
      1,
      Uint8ClampedArray.from({ length: 400 }, (_, i) => (Math.sin(of(i % 20, Math.floor(i / 20))) + 1) * 120),
    )
  test.each([
    { what: 'vertical', picture: stripes((x) => x), strongest: 0 },
    { what: 'falling', picture: stripes((x, y) => x + y), strongest: 1 },
    { what: 'horizontal', picture: stripes((_, y) => y), strongest: 2 },
    { what: 'rising', picture: stripes((x, y) => x - y), strongest: 3 },
  ])('$what stripes', ({ picture, strongest }) => {
    const directions = edgeDirections(picture, all)
    expect(directions.indexOf(Math.max(...directions))).toBe(strongest)
    expect(directions[strongest]! / directions.reduce((a, b) => a + b)).toBeGreaterThan(0.95)
  })

  test('a shift of the folds changes nothing much, a turn does', () => {
    const here = edgeDirections(
      stripes((_, y) => y),
      all,
    )
    expect(
      cosineOf(
        here,
        edgeDirections(
          stripes((_, y) => y + 2),
          all,
        ),
      ),
    ).toBeGreaterThan(0.99)
    expect(
      cosineOf(
        here,
        edgeDirections(
          stripes((x) => x),
          all,
        ),
      ),
    ).toBeLessThan(0.1)
    expect(cosineOf(here, edgeDirections(createImage(20, 20, 1), all))).toBe(0)
  })

  test('the outline of the shape does not count', () => {
    const square = createImage(20, 20, 1)
    const inside = new Uint8Array(400)
    for (let i = 0; i < 400; i++) {
      if (i % 20 < 5 || i % 20 > 14 || i < 100 || i >= 300) continue
      inside[i] = 1
      square.data[i] = 200
    }
    expect([...edgeDirections(square, inside)]).toEqual([0, 0, 0, 0])
  })
})

describe('maskProbability', () => {
  const bare: MaskEvidence = {
    lips: 0.026,
    rednessSpread: 0.037,
    rednessStep: 0.008,
    yellownessStep: 0.002,
    lightnessStep: 0.08,
    redness: 0.045,
    yellowness: 0.045,
  }

  test('a bare face as it is on average, a white mask, and reasons for either', () => {
    expect(maskProbability(bare)).toBeLessThan(0.05)
    const white = {
      ...bare,
      lips: 0,
      rednessSpread: 0.01,
      rednessStep: -0.04,
      yellownessStep: -0.04,
      redness: 0,
      yellowness: 0,
    }
    expect(maskProbability(white)).toBeGreaterThan(0.95)
    expect(maskProbability({ ...white, lips: 0.05 })).toBeLessThan(maskProbability(white))
    expect(maskProbability({ ...white, yellowness: 0.05 })).toBeLessThan(maskProbability(white))
  })
})

describe('on a made face', async () => {
  const face = await madeFace('pieces')
  const { landmarks } = face.bare

  test('the zones of the lower face lie inside one another', () => {
    const frame = faceFrame(landmarks)
    const sixPoints = sixPointsFromLandmarks(landmarks)
    if (!frame.ok || !sixPoints.ok) throw new Error('a made face has landmarks')
    const { core, usual, field } = lowerFace(landmarks, frame.value, sixPoints.value)
    const count = (zone: Uint8ClampedArray) => zone.filter((value) => value !== 0).length
    const both = (a: Uint8ClampedArray, b: Uint8ClampedArray) =>
      a.filter((value, i) => value !== 0 && b[i] !== 0).length
    expect(count(core)).toBeGreaterThan(800)
    expect(count(usual)).toBeGreaterThan(1.3 * count(core))
    expect(count(field)).toBeGreaterThan(1.1 * count(usual))
    expect(both(core, usual)).toBeGreaterThan(0.98 * count(core))
    expect(both(usual, field)).toBeGreaterThan(0.98 * count(usual))
  })

  test('explainMask gives back the colour that was drawn, from the right pixels alone', () => {
    const probe = face.masked('n95', 'grey')
    const full = new Float32Array(112 * 112).fill(1)
    const explained = explainMask(probe, full, { templates, type: 'n95' })
    if (!explained.ok) throw new Error(explained.detail)
    explained.value.colour.forEach((value, c) => {
      expect(Math.abs(value - [142, 145, 149][c]!)).toBeLessThan(3)
    })
    expect(explainMask(probe, new Float32Array(112 * 112), { templates, type: 'n95' })).toMatchObject({
      ok: false,
      reason: 'no-mask-found',
    })
  })
})

describe('moveAlpha', () => {
  const rng = createRng('alpha')
  const alpha = createImage(
    112,
    112,
    1,
    Uint8ClampedArray.from({ length: 12544 }, () => rng.int(256)),
  )
  const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const

  test('a plane that moves nothing', () => {
    expect(moveAlpha(alpha, { kind: 'plane', pieces: [{ maps: [{ map: identity, share: 1 }], sides: [] }] })).toEqual(
      alpha,
    )
  })

  test('two halves meet without gap or overlap', () => {
    const line = [1, 0, -56] as const // x >= 56 and x < 56
    const opposite = [-1, 0, 56] as const
    const pieces = [
      { maps: [{ map: identity, share: 1 }], sides: [{ line, closed: true }] },
      { maps: [{ map: identity, share: 1 }], sides: [{ line: opposite, closed: false }] },
    ]
    expect(moveAlpha(alpha, { kind: 'folded', pieces })).toEqual(alpha)
  })

  test('two maps with shares move by the mean of both', () => {
    const column = createImage(112, 112, 1)
    for (let y = 0; y < 112; y++) column.data[y * 112 + 50] = 255
    const by = (x: number) => [1, 0, x, 0, 1, 0, 0, 0, 1] as const
    const maps = [
      { map: by(2), share: 0.75 },
      { map: by(10), share: 0.25 },
    ]
    const moved = moveAlpha(column, { kind: 'blended', pieces: [{ maps, sides: [] }] })
    expect(moved.data.subarray(60 * 112, 61 * 112).indexOf(255)).toBe(54)
  })

  test('what the crop cut off goes on', () => {
    const full = createImage(112, 112, 1, new Uint8ClampedArray(12544).fill(255))
    const up = [1, 0, 0, 0, 1, -20, 0, 0, 1] as const
    const moved = moveAlpha(full, { kind: 'plane', pieces: [{ maps: [{ map: up, share: 1 }], sides: [] }] })
    expect(moved.data[111 * 112 + 50]).toBe(255)
  })
})
