import { applyHomography } from '@maskmirror/imaging/geometry'
import { describe, expect, test } from 'vitest'
import { madeFace } from '../test/made-face.ts'
import { maskWarp } from './mask-warp.ts'
import { sixPointsFromLandmarks } from './six-points.ts'
import { surgical } from './templates/surgical.ts'

const template = { ...surgical, anchors: Float64Array.from(surgical.anchors) }

function sixOf(turn: number): Float64Array {
  const found = sixPointsFromLandmarks(madeFace({ x: 150, y: 100, iodPx: 60, turn }))
  if (!found.ok) throw new Error(found.detail)
  return found.value
}

describe('maskWarp', () => {
  test('a frontal face: one plane that brings the anchors near the six points', () => {
    const warp = maskWarp(template, sixOf(0))
    if (!warp.ok) throw new Error(warp.detail)
    expect(warp.value.kind).toBe('plane')
    const mapped = applyHomography(warp.value.pieces[0]!.map, template.anchors)
    sixOf(0).forEach((value, i) => {
      expect(Math.abs(mapped[i]! - value)).toBeLessThan(6) // a tenth of the eye distance
    })
  })

  test.each([-0.55, 0.55])('a head turned by %s folds: both halves hold bridge and chin exactly', (turn) => {
    const six = sixOf(turn)
    const warp = maskWarp(template, six)
    if (!warp.ok) throw new Error(warp.detail)
    expect(warp.value.kind).toBe('folded')
    for (const { map } of warp.value.pieces) {
      const mapped = applyHomography(map, template.anchors)
      for (const i of [2, 3, 8, 9]) expect(mapped[i]).toBeCloseTo(six[i]!, 6)
    }
    const [left, right] = warp.value.pieces
    // each half lies on its side of the fold and no pixel on both
    const value = (piece: typeof left, x: number, y: number) => {
      const [a, b, c] = piece!.side!.line
      return a * x + b * y + c
    }
    expect(value(left, six[0]!, six[1]!)).toBeGreaterThan(0)
    expect(value(right, six[4]!, six[5]!)).toBeGreaterThan(0)
    expect([left!.side!.open, right!.side!.open]).toEqual([false, true])
    expect(value(left, 7, 9)).toBe(-value(right, 7, 9))
  })

  test.each([
    { what: 'all points the same', six: new Float64Array(12).fill(5) },
    { what: 'all points on a line', six: Float64Array.from({ length: 12 }, (_, i) => Math.floor(i / 2)) },
    { what: 'left and right swapped', six: Float64Array.from([100, 50, 60, 40, 20, 50, 95, 80, 60, 120, 25, 80]) },
  ])('$what: a failure, not an error', ({ six }) => {
    expect(maskWarp(template, six)).toMatchObject({ ok: false, reason: 'unstable-warp' })
  })
})
