import { createLandmarks, type Landmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { compatSixPoints } from './six-points.ts'

/**
 * A face of straight lines: the jaw goes down x = 10 from y 30 to 90, over (30, 110) to (70, 110) and up x = 90; eyes at
 * (30, 40) and (70, 40), nose from (50, 40) to (50, 60), all of the lower lip at y = 80 around x = 50.
 */
function straightFace(
  change: (index: number, point: [number, number]) => [number, number] = (_, point) => point,
): Landmarks {
  const jaw = [0, 1, 2, 3, 4].map((i): [number, number] => [10, 30 + 15 * i])
  const bottom = [5, 6, 7, 8, 9, 10, 11].map((i): [number, number] => [30 + (i - 5) * (40 / 6), 110])
  const right = [12, 13, 14, 15, 16].map((i): [number, number] => [90, 90 - 15 * (i - 12)])
  const points = [...jaw, ...bottom, ...right]
  for (let i = 17; i < 68; i++) {
    if (i >= 27 && i <= 30) points.push([50, 40 + ((i - 27) * 20) / 3])
    else if (i >= 36 && i <= 47) points.push([i < 42 ? 30 : 70, 40])
    else points.push([50, 80])
  }
  return createLandmarks(
    'ibug68',
    points.flatMap((point, i) => change(i, point)),
  )
}

describe('compatSixPoints', () => {
  test('by hand on a face of straight lines', () => {
    const found = compatSixPoints(straightFace(), 100)
    if (!found.ok) throw new Error(found.detail)
    const { points, angleDeg, side, chinTip, cheeks } = found.value
    // vertical lines are tilted by 0.1 px: across the eyes through (50.1, 50) and (50, 90), from nose to mouth through
    // (50.1, 40) and (50, 80); they meet y = 110 at 49.95 and 49.925
    const expected = [10, 60, 50, 50, 90, 60, 90, 80, 49.9375, 110, 10, 80]
    for (const [i, value] of expected.entries()) expect(points[i]).toBeCloseTo(value, 5)
    // the nose axis falls 20 px over 0.1 px, the face axis 40
    expect(angleDeg).toBeCloseTo(((Math.atan(400) - Math.atan(200)) * 180) / Math.PI, 9)
    expect({ side, chinTip, cheeks }).toEqual({ side: '', chinTip: 'both', cheeks: 'chin' })
  })

  test.each([
    { noseTipX: 56, side: '_right' },
    { noseTipX: 44, side: '_left' },
    { noseTipX: 52, side: '' },
  ])('a nose tip at x $noseTipX takes side "$side"', ({ noseTipX, side }) => {
    const face = straightFace((i, point) => (i === 30 ? [noseTipX, 60] : point))
    expect(compatSixPoints(face, 100)).toMatchObject({ ok: true, value: { side } })
  })

  test('a jaw that ends below the nose takes an ellipse', () => {
    // 17 points on the lower part of a circle around (50, 60) with radius 45, from 25 to 155 degrees; the line at
    // y = 60 goes through its centre, where the polyline begins, so both cheeks are at its right end: the original's fault
    const face = straightFace((i, point) => {
      const angle = ((155 - (130 / 16) * i) * Math.PI) / 180
      return i < 17 ? [50 + 45 * Math.cos(angle), 60 + 44 * Math.sin(angle)] : point
    })
    const found = compatSixPoints(face, 100)
    if (!found.ok) throw new Error(found.detail)
    expect(found.value.cheeks).toBe('ellipse')
    expect(found.value.points[0]).toBeCloseTo(95, 0)
    expect(found.value.points[4]).toBeCloseTo(95, 0)
  })

  test('a chin on a line', () => {
    const face = straightFace((i, point) => (i < 17 ? [10 + 5 * i, 110] : point))
    expect(compatSixPoints(face, 100)).toMatchObject({ ok: false, reason: 'chin-on-a-line' })
  })

  test('a lip below the chin', () => {
    const face = straightFace((i, point) => (i >= 48 ? [50, 130] : point))
    expect(compatSixPoints(face, 100)).toMatchObject({ ok: false, reason: 'no-chin-crossing' })
  })

  test('all points in one place', () => {
    expect(
      compatSixPoints(
        straightFace(() => [7, 7]),
        100,
      ),
    ).toMatchObject({ ok: false, reason: 'no-chin-crossing' })
  })

  test('points outside of the picture are taken as they are', () => {
    const face = straightFace((_, [x, y]) => [x - 60, y - 200])
    expect(compatSixPoints(face, 100)).toMatchObject({ ok: true, value: { side: '' } })
  })

  test.each([
    createLandmarks('arcface5', new Float32Array(10)),
    { scheme: 'ibug68', points: new Float32Array(134) } as const,
    { scheme: 'ibug68', points: new Float32Array(136).fill(Number.NaN) } as const,
  ])('rejects $scheme with $points.length values that are no ibug68', (landmarks) => {
    expect(() => compatSixPoints(landmarks, 100)).toThrow(/landmarks to be ibug68 with 136 finite coordinates/)
  })
})
