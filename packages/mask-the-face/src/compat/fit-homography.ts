import { failed, type Outcome, succeeded } from '@maskmirror/core'
import type { CompatPoints } from './masks-config.ts'
import { refineHomography } from './refine-homography.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** A projective map of the plane, row-major 3×3. */
export type Matrix3 = Float64Array

/**
 * The homography that OpenCV's `findHomography` fits without outlier rejection: normalised direct linear transform on
 * all pairs, then at most ten Levenberg-Marquardt steps on the distance in the target. With six pairs it does not map
 * the points exactly.
 *
 * Its last digits depend on the solver of eigenvalues, so compare mapped points, not entries.
 *
 * @param source template points
 * @param target as many points of the picture, at least 4
 * @returns `no-homography` when all target points share their column or their row
 */
export function fitHomography(source: CompatPoints, target: CompatPoints): Outcome<Matrix3, 'no-homography'> {
  const from = normalisation(source)
  const to = normalisation(target)
  if (from === null || to === null) {
    return failed('no-homography', `six points in one place, column or row fix no map: ${[...target].join(', ')}`)
  }
  const system = new Float64Array(81)
  const rowX = new Float64Array(9)
  const rowY = new Float64Array(9)
  for (let i = 0; i < source.length; i += 2) {
    const x = (source[i]! - from.x) * from.scaleX
    const y = (source[i + 1]! - from.y) * from.scaleY
    const u = (target[i]! - to.x) * to.scaleX
    const v = (target[i + 1]! - to.y) * to.scaleY
    rowX.set([x, y, 1, 0, 0, 0, -u * x, -u * y, -u])
    rowY.set([0, 0, 0, x, y, 1, -v * x, -v * y, -v])
    for (let j = 0; j < 9; j++) {
      for (let k = 0; k < 9; k++) system[j * 9 + k]! += rowX[j]! * rowX[k]! + rowY[j]! * rowY[k]!
    }
  }
  const { values, vectors } = symmetricEigen(system, 9)
  const least = values.reduce((best, value, i) => (value < values[best]! ? i : best), 0) * 9
  const h = vectors.subarray(least, least + 9)

  // undo both normalisations: T_to⁻¹ · H · T_from
  const matrix = new Float64Array(9)
  for (let column = 0; column < 3; column++) {
    const last = h[6 + column]!
    matrix[column] = h[column]! / to.scaleX + to.x * last
    matrix[3 + column] = h[3 + column]! / to.scaleY + to.y * last
    matrix[6 + column] = last
  }
  for (let row = 0; row < 9; row += 3) {
    const a = matrix[row]! * from.scaleX
    const b = matrix[row + 1]! * from.scaleY
    matrix[row] = a
    matrix[row + 1] = b
    matrix[row + 2]! -= a * from.x + b * from.y
  }
  const scale = 1 / matrix[8]!
  for (let i = 0; i < 9; i++) matrix[i]! *= scale
  return succeeded(source.length > 8 ? refineHomography(matrix, source, target) : matrix)
}

/** Centre and one over the mean distance from it, for each axis; null when there is no extent. */
function normalisation(points: CompatPoints): { x: number; y: number; scaleX: number; scaleY: number } | null {
  const count = points.length / 2
  let x = 0
  let y = 0
  for (let i = 0; i < points.length; i += 2) {
    x += points[i]!
    y += points[i + 1]!
  }
  x /= count
  y /= count
  let width = 0
  let height = 0
  for (let i = 0; i < points.length; i += 2) {
    width += Math.abs(points[i]! - x)
    height += Math.abs(points[i + 1]! - y)
  }
  if (!(width >= Number.EPSILON && height >= Number.EPSILON)) return null
  return { x, y, scaleX: count / width, scaleY: count / height }
}
