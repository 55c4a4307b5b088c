import { createLandmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { ellipsePolyline, fitEllipse } from '../../src/compat/chin-ellipse.ts'
import { lineAngleDeg, lineThrough } from '../../src/compat/face-line.ts'
import { compatSixPoints } from '../../src/compat/six-points.ts'
import { caseNames, hasOracles, needsOracles, readFaces, readJson } from './oracles.ts'

/** Python's error to our reason. */
const reasons: Readonly<Record<string, string>> = { IndexError: 'no-chin-crossing', LinAlgError: 'chin-on-a-line' }
const chinTips: Readonly<Record<string, string>> = {
  'mean of both': 'both',
  'nose_mid perpendicular only': 'across-eyes',
  'face axis only': 'face-axis',
}
const cheeks: Readonly<Record<string, string>> = { chin: 'chin', ellipse: 'ellipse', 'chin end points': 'chin-ends' }

function expectSixPoints(landmarks: number[][], reference: ReturnType<typeof readJson>): void {
  const found = compatSixPoints(createLandmarks('ibug68', landmarks.flat()), reference.image_width)
  if (reference.error) {
    expect(found).toMatchObject({ ok: false, reason: reasons[reference.error.split(':')[0]] })
    return
  }
  if (!found.ok) throw new Error(`no points: ${found.detail}`)
  const { points, angleDeg, side, chinTip, cheeks: from } = found.value
  for (const [i, name] of ['a', 'b', 'c', 'f', 'e', 'd'].entries()) {
    const [x, y] = reference.six_points[name]
    expect(Math.hypot(points[i * 2]! - x, points[i * 2 + 1]! - y), name).toBeLessThan(0.01)
  }
  expect(angleDeg).toBeCloseTo(reference.angle_deg, 6)
  expect(side).toBe(reference.side)
  expect(chinTip).toBe(chinTips[reference.e_rule])
  expect(from).toBe(cheeks[reference.ac_rule])
}

describe.skipIf(!hasOracles)(`six points of the original${needsOracles}`, () => {
  test.each(caseNames)('%s', (name) => {
    const faces = readFaces(name)
    const references = readJson('cases', name, 'result.json').faces
    expect(faces.length).toBe(references.length)
    for (const [i, { points }] of faces.entries()) {
      const pairs = Array.from({ length: 68 }, (_, k) => [points[k * 2]!, points[k * 2 + 1]!])
      expectSixPoints(pairs, references[i])
    }
  })

  test('landmark sets without pictures', () => {
    const { cases } = readJson('unit', 'geometry.json')
    expect(cases.length).toBeGreaterThan(80)
    for (const reference of cases) expectSixPoints(reference.landmarks, reference)
  })

  test('lines and angles', () => {
    const { fit_line: lines, get_angle: angles } = readJson('unit', 'lines.json')
    for (const { x, y, image_width: width, first, last } of lines) {
      // the file keeps x after the original has moved it, so equal ones are moved here too
      const line = lineThrough([x[0], y[0]], [x[1], y[1]], width)
      expect(Math.abs(line.startY / first[1] - 1)).toBeLessThan(1e-6)
      expect(Math.abs(line.endY / last[1] - 1)).toBeLessThan(1e-6)
    }
    for (const { line1, line2, angle_deg: expected } of angles) {
      const [face, nose] = [line1, line2].map(([from, to]) =>
        lineAngleDeg({ startY: from[1], endY: to[1], width: to[0] }),
      )
      expect(nose! - face!).toBeCloseTo(expected, 9)
    }
  })

  test('ellipses', () => {
    for (const { chin, well_conditioned: exact, polyline } of readJson('unit', 'ellipse.json').cases) {
      const ellipse = fitEllipse(chin.flat())!
      expect(ellipse.centre[0]).toBeCloseTo(exact.center[0], 8)
      expect(ellipse.centre[1]).toBeCloseTo(exact.center[1], 8)
      expect(ellipse.semiAxes[0]).toBeCloseTo(exact.axes_semi[0], 8)
      expect(ellipse.semiAxes[1]).toBeCloseTo(exact.axes_semi[1], 8)
      expect(ellipse.angleRad).toBeCloseTo(exact.phi_rad, 8)
      const own = ellipsePolyline(ellipse)
      for (const [i, [x, y]] of polyline.entries())
        expect(Math.hypot(own[i * 2]! - x, own[i * 2 + 1]! - y)).toBeLessThan(1e-6)
    }
  })
})
