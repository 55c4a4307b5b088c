import type { Landmarks } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { madeFace } from '../test/made-face.ts'
import { sixPointsFromLandmarks } from './six-points.ts'

function six(landmarks: Landmarks): number[] {
  const found = sixPointsFromLandmarks(landmarks)
  if (!found.ok) throw new Error(`${found.reason}: ${found.detail}`)
  return [...found.value]
}

describe('sixPointsFromLandmarks', () => {
  test('a plain face: cheeks at nose height, jaw at lip height, chin tip', () => {
    const [ax, ay, bx, by, cx, cy, dx, dy, ex, ey, fx, fy] = six(madeFace({ x: 0, y: 0, iodPx: 100 }))
    expect([ay, cy]).toEqual([expect.closeTo(54, 3), expect.closeTo(54, 3)])
    expect([dy, fy]).toEqual([expect.closeTo(120, 3), expect.closeTo(120, 3)])
    expect(ax).toBeCloseTo(-110 + 5 * (22 / 30), 3) // between points 1 and 2
    expect(cx).toBeCloseTo(-ax!, 3)
    expect(dx).toBeCloseTo(-fx!, 3)
    expect([bx, by, ex, ey]).toEqual([0, 27, 0, 170].map((value) => expect.closeTo(value, 3)))
  })

  test('turns, grows and moves with the face', () => {
    const upright = six(madeFace({ x: 0, y: 0, iodPx: 1000, turn: 0.1 })).map((value) => value / 1000)
    const place = fc.record({
      x: fc.double({ min: -500, max: 500, noNaN: true }),
      y: fc.double({ min: -500, max: 500, noNaN: true }),
      iodPx: fc.double({ min: 5, max: 300, noNaN: true }),
      rollRad: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    })
    fc.assert(
      fc.property(place, ({ x, y, iodPx, rollRad }) => {
        const found = six(madeFace({ x, y, iodPx, rollRad, turn: 0.1 }))
        for (let i = 0; i < 12; i += 2) {
          const [u, v] = [upright[i]!, upright[i + 1]!]
          const wantX = x + iodPx * (u * Math.cos(rollRad) - v * Math.sin(rollRad))
          const wantY = y + iodPx * (u * Math.sin(rollRad) + v * Math.cos(rollRad))
          // points are float32, and a height may meet another segment by a rounding
          expect(Math.hypot(found[i]! - wantX, found[i + 1]! - wantY)).toBeLessThan(0.002 * iodPx + 0.01)
        }
      }),
    )
  })

  test('a jaw line that begins below the nose gives its first point', () => {
    const face = madeFace({ x: 0, y: 0, iodPx: 100 })
    for (const i of [0, 1, 2, 14, 15, 16]) face.points[i * 2 + 1] = 80
    expect(six(face)[1]).toBeCloseTo(80, 3)
  })

  test.each([
    { what: 'NaN', change: (p: Float32Array) => p.fill(Number.NaN, 20, 21), reason: 'not-finite' },
    { what: 'infinity', change: (p: Float32Array) => p.fill(Number.POSITIVE_INFINITY, 0, 1), reason: 'not-finite' },
    { what: 'one point 68 times', change: (p: Float32Array) => p.fill(50), reason: 'coincident-landmarks' },
    {
      what: 'left and right swapped',
      change: (p: Float32Array) => {
        for (let i = 0; i < 136; i += 2) p[i] = 200 - p[i]!
      },
      reason: 'mirrored-landmarks',
    },
    {
      what: 'a chin above the mouth',
      change: (p: Float32Array) => {
        for (let i = 4; i <= 12; i++) p[i * 2 + 1] = 60
      },
      reason: 'implausible-landmarks',
    },
    {
      what: 'cheeks that cross',
      change: (p: Float32Array) => {
        for (let i = 0; i < 8; i++) [p[i * 2], p[(16 - i) * 2]] = [p[(16 - i) * 2]!, p[i * 2]!]
      },
      reason: 'implausible-landmarks',
    },
  ])('$what: $reason', ({ change, reason }) => {
    const face = madeFace({ x: 100, y: 0, iodPx: 50 })
    change(face.points)
    expect(sixPointsFromLandmarks(face)).toMatchObject({ ok: false, reason })
  })

  test('another scheme is an error', () => {
    const five: Landmarks = { scheme: 'arcface5', points: new Float32Array(10) }
    expect(() => sixPointsFromLandmarks(five)).toThrow('ibug68 with 136 coordinates but received arcface5 with 10')
  })
})
