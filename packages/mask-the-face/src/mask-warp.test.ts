import { applyHomography } from '@maskmirror/imaging/geometry'
import { describe, expect, test } from 'vitest'
import { madeFace } from '../test/made-face.ts'
import { maskWarp, shareOnSide } from './mask-warp.ts'
import { holdPointsFromLandmarks } from './six-points.ts'
import { surgical } from './templates/surgical.ts'

const template = { ...surgical, anchors: Float64Array.of(...surgical.anchors, 320, 132) }

function holdOf(turn: number): Float64Array {
  const found = holdPointsFromLandmarks(madeFace({ x: 150, y: 100, iodPx: 60, turn }))
  if (!found.ok) throw new Error(found.detail)
  return found.value
}

describe('maskWarp', () => {
  test('a frontal face: one plane that brings the anchors near the six points', () => {
    const warp = maskWarp(template, holdOf(0))
    if (!warp.ok) throw new Error(warp.detail)
    expect(warp.value.kind).toBe('plane')
    const mapped = applyHomography(warp.value.pieces[0]!.map, template.anchors)
    holdOf(0)
      .subarray(0, 12)
      .forEach((value, i) => {
        expect(Math.abs(mapped[i]! - value)).toBeLessThan(6) // a tenth of the eye distance
      })
  })

  test.each([-0.55, 0.55])('a head turned by %s folds: both halves hold nose tip and chin exactly', (turn) => {
    const six = holdOf(turn)
    const warp = maskWarp(template, six)
    if (!warp.ok) throw new Error(warp.detail)
    expect(warp.value.kind).toBe('folded')
    for (const { map } of warp.value.pieces) {
      const mapped = applyHomography(map, template.anchors)
      for (const i of [8, 9, 12, 13]) expect(mapped[i]).toBeCloseTo(six[i]!, 6)
    }
    const [left, right] = warp.value.pieces
    // each half lies on its side of the fold and no pixel on both
    const value = (piece: typeof left, x: number, y: number) => {
      const [a, b, c] = piece!.side!.line
      return a * x + b * y + c
    }
    expect(value(left, six[0]!, six[1]!)).toBeGreaterThan(0)
    expect(value(right, six[4]!, six[5]!)).toBeGreaterThan(0)
    expect([left!.side!.edge, right!.side!.edge]).toEqual(['closed', 'open'])
    expect(value(left, 7, 9)).toBe(-value(right, 7, 9))
  })

  test('a head in profile shows one half', () => {
    // the right cheek has gone behind the nose
    const hold = Float64Array.from([40, 100, 120, 80, 118, 105, 50, 140, 112, 170, 104, 145, 140, 100])
    const warp = maskWarp(template, hold)
    if (!warp.ok) throw new Error(warp.detail)
    expect(warp.value.pieces.length).toBe(1)
    const side = warp.value.pieces[0]!.side!
    expect(shareOnSide(side, 40, 100)).toBe(1) // the cheek
    expect(shareOnSide(side, 140, 100)).toBe(1) // the nose tip
    expect(shareOnSide(side, 160, 100)).toBe(0)
  })

  test('shareOnSide: on, beside and far from the line', () => {
    const shares = (edge: 'closed' | 'open' | 'soft') =>
      [-2, -0.25, 0, 0.25, 2].map((x) => shareOnSide({ line: [1, 0, 0], edge }, x, 9))
    expect(shares('closed')).toEqual([0, 0, 1, 1, 1])
    expect(shares('open')).toEqual([0, 0, 0, 1, 1])
    expect(shares('soft')).toEqual([0, 0.25, 0.5, 0.75, 1])
  })

  test.each([
    { what: 'all points the same', six: new Float64Array(14).fill(5) },
    { what: 'all points on a line', six: Float64Array.from({ length: 14 }, (_, i) => Math.floor(i / 2)) },
    {
      what: 'left and right swapped',
      six: Float64Array.from([100, 50, 60, 40, 20, 50, 95, 80, 60, 120, 25, 80, 60, 52]),
    },
  ])('$what: a failure, not an error', ({ six }) => {
    expect(maskWarp(template, six)).toMatchObject({ ok: false, reason: 'unstable-warp' })
  })
})
