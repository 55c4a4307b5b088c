import { ImagingError } from '../error.ts'
import { refineHomography } from './refine-homography.ts'
import { smallestEigenvector } from './smallest-eigenvector.ts'

/** A projective map of the plane, row-major 3×3, the last entry 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number]

/**
 * @param points x0, y0, x1, y1, …
 * @returns the mapped points, float64
 */
export function applyHomography(map: Homography, points: ArrayLike<number>): Float64Array {
  const result = new Float64Array(points.length)
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i]!
    const y = points[i + 1]!
    const w = map[6] * x + map[7] * y + map[8]
    result[i] = (map[0] * x + map[1] * y + map[2]) / w
    result[i + 1] = (map[3] * x + map[4] * y + map[5]) / w
  }
  return result
}

/** @throws ImagingError `degenerate-points` when the map has no inverse */
export function invertHomography(map: Homography): Homography {
  const [a, b, c, d, e, f, g, h, i] = map
  const cofactors = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]
  const determinant = a * cofactors[0]! + b * cofactors[3]! + c * cofactors[6]!
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-14) {
    throw degenerate(`a determinant of ${determinant}`)
  }
  return normalised(cofactors.map((value) => value / determinant))
}

/**
 * The homography that maps `source` to `target`: normalised direct linear transform (Hartley 1997) on all points,
 * then Levenberg-Marquardt on the distance in the target. With four points it is exact; with more it is the least-squares answer.
 *
 * @param source x0, y0, x1, y1, …, at least 4 points, no three of the first four on a line
 * @param target as many points
 * @throws ImagingError `bad-shape` or `degenerate-points`
 */
export function homographyFromPoints(source: ArrayLike<number>, target: ArrayLike<number>): Homography {
  if (source.length !== target.length || source.length < 8 || source.length % 2 !== 0) {
    throw new ImagingError({
      code: 'bad-shape',
      message: `Expected source and target with the same count of at least 4 points but received ${source.length / 2} and ${target.length / 2}`,
      details: { source: source.length, target: target.length },
    })
  }
  const from = normalisation(source)
  const to = normalisation(target)
  const system = new Float64Array(81) // AᵀA of the 2n×9 direct linear transform
  for (let i = 0; i < source.length; i += 2) {
    const x = (source[i]! - from.x) * from.scale
    const y = (source[i + 1]! - from.y) * from.scale
    const u = (target[i]! - to.x) * to.scale
    const v = (target[i + 1]! - to.y) * to.scale
    accumulate(system, [x, y, 1, 0, 0, 0, -u * x, -u * y, -u])
    accumulate(system, [0, 0, 0, x, y, 1, -v * x, -v * y, -v])
  }
  const { vector: h, gap } = smallestEigenvector(system, 9)
  if (!(gap > minGap)) throw degenerate('points on a line or coinciding: more than one map fits')
  const size = h[0]! * (h[4]! * h[8]! - h[5]! * h[7]!) - h[1]! * (h[3]! * h[8]! - h[5]! * h[6]!)
  const determinant = size + h[2]! * (h[3]! * h[7]! - h[4]! * h[6]!)
  if (!(Math.abs(determinant) > minDeterminant)) throw degenerate('targets on a line: the map flattens the plane')
  // undo both normalisations: T_to⁻¹ · H · T_from
  const s = from.scale
  const columns = (row: number): [number, number, number] => {
    const p = h[row * 3]! * s
    const q = h[row * 3 + 1]! * s
    return [p, q, h[row * 3 + 2]! - p * from.x - q * from.y]
  }
  const [first, second, third] = [columns(0), columns(1), columns(2)]
  const back = (row: number[], shift: number) => row.map((value, k) => value / to.scale + third[k]! * shift)
  const direct = normalised([...back(first, to.x), ...back(second, to.y), ...third])
  return source.length === 8 ? direct : refineHomography(direct, source, target)
}

/** In normalised coordinates a sound set of points has gaps above 1e-4, rounding gives 1e-16; our choice between. */
const minGap = 1e-10

/** Of the unit vector in normalised coordinates; a similarity has 0.19. Our choice, far from both. */
const minDeterminant = 1e-8

function degenerate(found: string): ImagingError {
  return new ImagingError({
    code: 'degenerate-points',
    message: `Expected points that fix a homography but found ${found}`,
  })
}

function normalised(values: readonly number[]): Homography {
  const last = values[8]!
  const scaled = values.map((value) => value / last)
  if (scaled.length !== 9 || !scaled.every(Number.isFinite)) throw degenerate(`a last entry of ${last}`)
  return scaled as unknown as Homography
}

function normalisation(points: ArrayLike<number>): { x: number; y: number; scale: number } {
  const count = points.length / 2
  let x = 0
  let y = 0
  for (let i = 0; i < points.length; i += 2) {
    x += points[i]! / count
    y += points[i + 1]! / count
  }
  let distance = 0
  for (let i = 0; i < points.length; i += 2) distance += Math.hypot(points[i]! - x, points[i + 1]! - y) / count
  const scale = Math.SQRT2 / distance
  if (!Number.isFinite(scale)) throw degenerate(`a mean distance of ${distance} from their centre`)
  return { x, y, scale }
}

function accumulate(system: Float64Array, row: readonly number[]): void {
  for (let i = 0; i < 9; i++) for (let j = 0; j < 9; j++) system[i * 9 + j]! += row[i]! * row[j]!
}
