import type { Affine } from '@maskmirror/imaging/geometry'

/** The affine map that takes three points, not on a line, to three others: x0, y0, x1, y1, x2, y2 each. */
export function affineFromPoints(source: ArrayLike<number>, target: ArrayLike<number>): Affine {
  const ux = source[2]! - source[0]!
  const uy = source[3]! - source[1]!
  const vx = source[4]! - source[0]!
  const vy = source[5]! - source[1]!
  const determinant = ux * vy - uy * vx
  const row = (k: 0 | 1): [number, number, number] => {
    const p = target[2 + k]! - target[k]!
    const q = target[4 + k]! - target[k]!
    const a = (p * vy - q * uy) / determinant
    const b = (q * ux - p * vx) / determinant
    return [a, b, target[k]! - a * source[0]! - b * source[1]!]
  }
  return [...row(0), ...row(1)]
}
