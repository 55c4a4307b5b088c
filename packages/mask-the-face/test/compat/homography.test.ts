import { describe, expect, test } from 'vitest'
import { fitHomography } from '../../src/compat/fit-homography.ts'
import { invertMatrix } from '../../src/compat/template-warp.ts'
import { caseNames, hasOracles, needsOracles, readJson } from './oracles.ts'
import { projectPoints } from './project-points.ts'

/** Largest distance in pixels between the source points mapped by our fit and by the reference. */
function distance(source: number[], target: number[], reference: number[][]): number {
  const fitted = fitHomography(Float64Array.from(source), Float64Array.from(target))
  if (!fitted.ok) throw new Error(fitted.detail)
  const own = projectPoints(fitted.value, source)
  const theirs = projectPoints(Float64Array.from(reference.flat()), source)
  return own.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i]!)), 0)
}

describe.skipIf(!hasOracles)(`homography of the original${needsOracles}`, () => {
  test.each(caseNames)('%s: anchors within 0.01 px', (name) => {
    for (const variant of readJson('cases', name, 'result.json').variants) {
      for (const call of variant.face_calls) {
        const source = ['a', 'b', 'c', 'f', 'e', 'd'].flatMap((key) => call.anchors[key])
        expect(distance(source, call.six_points_abcfed.flat(), call.homography), variant.name).toBeLessThan(0.01)
      }
    }
  })

  test('fifty sets of pairs within 1e-4 px, the wild one too', () => {
    const { cases } = readJson('unit', 'homography.json')
    expect(cases.length).toBeGreaterThanOrEqual(50)
    for (const { src, dst, H, kind } of cases) expect(distance(src.flat(), dst.flat(), H), kind).toBeLessThan(1e-4)
  })

  test('degenerate sets end where OpenCV ends', () => {
    for (const { src, dst, H, kind } of readJson('unit', 'homography.json').degenerate) {
      if (kind.startsWith('NaN')) continue // undefined memory in the original
      if (H === null) {
        const fitted = fitHomography(Float64Array.from(src.flat()), Float64Array.from(dst.flat()))
        expect(fitted, kind).toMatchObject({ ok: false, reason: 'no-homography' })
      } else {
        expect(distance(src.flat(), dst.flat(), H), kind).toBeLessThan(1e-4)
      }
    }
  })

  test('four pairs are met to rounding errors', () => {
    for (const { src, dst, M } of readJson('unit', 'perspective_transform.json').cases) {
      expect(distance(src.flat(), dst.flat(), M)).toBeLessThan(1e-5)
    }
  })

  test('the inverse is OpenCV’s to the last bit', () => {
    for (const { M, inverse_used: inverse, name } of readJson('unit', 'warp.json').cases) {
      expect(
        [...invertMatrix(Float64Array.from(M.flat()))].map((value) => value + 0),
        name,
      ).toEqual(inverse.flat().map((value: number) => value + 0))
    }
  })
})
