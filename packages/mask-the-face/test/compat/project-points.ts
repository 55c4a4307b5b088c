import type { Matrix3 } from '../../src/compat/fit-homography.ts'

/**
 * @param points x0, y0, x1, y1, …
 * @returns the mapped points
 */
export function projectPoints(matrix: Matrix3, points: ArrayLike<number>): Float64Array {
  const result = new Float64Array(points.length)
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i]!
    const y = points[i + 1]!
    const w = matrix[6]! * x + matrix[7]! * y + matrix[8]!
    result[i] = (matrix[0]! * x + matrix[1]! * y + matrix[2]!) / w
    result[i + 1] = (matrix[3]! * x + matrix[4]! * y + matrix[5]!) / w
  }
  return result
}
