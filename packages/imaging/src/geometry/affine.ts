import { ImagingError } from '../error.ts'

/**
 * An affine map of the plane: `x' = a·x + b·y + c`, `y' = d·x + e·y + f`, kept as [a, b, c, d, e, f].
 * Pixel coordinates: (0, 0) is the centre of the first pixel.
 */
export type Affine = readonly [number, number, number, number, number, number]

/**
 * @param points x0, y0, x1, y1, …
 * @returns the mapped points in the same order
 */
export function applyAffine(map: Affine, points: ArrayLike<number>): Float32Array {
  const [a, b, c, d, e, f] = map
  const result = new Float32Array(points.length)
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i]!
    const y = points[i + 1]!
    result[i] = a * x + b * y + c
    result[i + 1] = d * x + e * y + f
  }
  return result
}

/** @throws ImagingError `degenerate-points` when the map flattens the plane */
export function invertAffine(map: Affine): Affine {
  const [a, b, c, d, e, f] = map
  const determinant = a * e - b * d
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-12) {
    throw new ImagingError({
      code: 'degenerate-points',
      message: `Expected an affine map with a determinant away from 0 but received ${determinant}`,
      details: { map },
    })
  }
  const s = 1 / determinant
  return [e * s, -b * s, (b * f - e * c) * s, -d * s, a * s, (d * c - a * f) * s]
}
