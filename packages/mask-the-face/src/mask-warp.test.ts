import { applyHomography } from '@maskmirror/imaging/geometry'
import { describe, expect, test } from 'vitest'
import { turnedFace } from '../test/turned-face.ts'
import { isInPiece, maskWarp } from './mask-warp.ts'
import { holdPointsFromLandmarks } from './six-points.ts'
import { surgical } from './templates/surgical.ts'

const template = { ...surgical, anchors: Float64Array.of(...surgical.anchors, 320, 132) }

function holdOfTurned(yawDeg: number): Float64Array {
  const found = holdPointsFromLandmarks(turnedFace({ x: 150, y: 100, iodPx: 60, yawDeg }))
  if (!found.ok) throw new Error(found.detail)
  return found.value
}

describe('maskWarp', () => {
  test('a frontal face: one plane that brings the anchors near the six points', () => {
    const warp = maskWarp(template, holdOfTurned(0), 0)
    if (!warp.ok) throw new Error(warp.detail)
    expect(warp.value.kind).toBe('plane')
    const mapped = applyHomography(warp.value.pieces[0]!.maps[0]!.map, template.anchors)
    holdOfTurned(0)
      .subarray(0, 12)
      .forEach((value, i) => {
        expect(Math.abs(mapped[i]! - value)).toBeLessThan(6) // a tenth of the eye distance
      })
  })

  test.each([-70, -45, 45, 70])(
    'a head turned by %s degrees folds: nose tip, chin and bridge are held exactly',
    (yawDeg) => {
      const hold = holdOfTurned(yawDeg)
      const warp = maskWarp(template, hold, yawDeg)
      if (!warp.ok) throw new Error(warp.detail)
      expect(warp.value.kind).toBe('folded')
      expect(warp.value.pieces.length).toBe(4)
      const [left, upperLeft, upperRight, right] = warp.value.pieces.map(({ maps }) => {
        expect(maps.map(({ share }) => share)).toEqual([1])
        return applyHomography(maps[0]!.map, template.anchors)
      })
      const expectAt = (mapped: Float64Array | undefined, i: number, target: ArrayLike<number>) => {
        for (const k of [i * 2, i * 2 + 1]) expect(mapped![k]).toBeCloseTo(target[k]!, 6)
      }
      for (const half of [left, right]) for (const i of [4, 6]) expectAt(half, i, hold) // e, g
      for (const half of [upperLeft, upperRight]) for (const i of [1, 6]) expectAt(half, i, hold) // b, g
      expectAt(upperLeft, 0, left!) // halves agree at the cheeks
      expectAt(upperRight, 2, right!)
      // the nearer cheek lies where the face has it, within a quarter of the eye distance
      const cheek = yawDeg > 0 ? 0 : 4
      const half = yawDeg > 0 ? left! : right!
      expect(Math.hypot(half[cheek]! - hold[cheek]!, half[cheek + 1]! - hold[cheek + 1]!)).toBeLessThan(15)
    },
  )

  test.each([-20, 20])('a head turned by %s degrees is between: shares add to one', (yawDeg) => {
    const warp = maskWarp(template, holdOfTurned(yawDeg), yawDeg)
    if (!warp.ok) throw new Error(warp.detail)
    expect(warp.value.kind).toBe('blended')
    for (const { maps } of warp.value.pieces) expect(maps[0]!.share + maps[1]!.share).toBeCloseTo(1, 12)
  })

  test('each pixel belongs to one of the four pieces, the nose tip too', () => {
    const hold = holdOfTurned(50).map(Math.round)
    const warp = maskWarp(template, hold, 50)
    if (!warp.ok) throw new Error(warp.detail)
    for (let y = 0; y < 220; y++) {
      for (let x = 0; x < 300; x++) {
        expect(warp.value.pieces.filter((piece) => isInPiece(piece, x, y)).length).toBe(1)
      }
    }
    const [bridge, left] = [warp.value.pieces[1]!, warp.value.pieces[0]!]
    expect(isInPiece(left, hold[12]!, hold[13]!)).toBe(true)
    expect(isInPiece(bridge, hold[0]!, hold[13]! - 20)).toBe(true)
  })

  test.each([
    { what: 'all points the same', six: new Float64Array(14).fill(5) },
    { what: 'all points on a line', six: Float64Array.from({ length: 14 }, (_, i) => Math.floor(i / 2)) },
    {
      what: 'left and right swapped',
      six: Float64Array.from([100, 50, 60, 40, 20, 50, 95, 80, 60, 120, 25, 80, 60, 52]),
    },
  ])('$what: a failure, not an error', ({ six }) => {
    expect(maskWarp(template, six, 0)).toMatchObject({ ok: false, reason: 'unstable-warp' })
  })
})
