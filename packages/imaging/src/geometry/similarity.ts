import { ImagingError } from '../error.ts'
import type { Affine } from './affine.ts'

/**
 * The rotation, uniform scale and shift that bring `source` nearest to `target` in least squares
 * (Umeyama, PAMI 1991; in the plane it has this closed form, which never reflects).
 *
 * @param source x0, y0, x1, y1, …, at least two different points
 * @param target as many points
 * @throws ImagingError `bad-shape` when the counts differ, `degenerate-points` when all source points coincide or one is not finite
 */
export function similarityFromPoints(source: ArrayLike<number>, target: ArrayLike<number>): Affine {
  if (source.length !== target.length || source.length < 4 || source.length % 2 !== 0) {
    throw new ImagingError({
      code: 'bad-shape',
      message: `Expected source and target with the same count of at least 2 points but received ${source.length / 2} and ${target.length / 2}`,
      details: { source: source.length, target: target.length },
    })
  }
  const count = source.length / 2
  let meanX = 0
  let meanY = 0
  let meanU = 0
  let meanV = 0
  for (let i = 0; i < source.length; i += 2) {
    meanX += source[i]! / count
    meanY += source[i + 1]! / count
    meanU += target[i]! / count
    meanV += target[i + 1]! / count
  }
  let spread = 0
  let dot = 0
  let cross = 0
  for (let i = 0; i < source.length; i += 2) {
    const x = source[i]! - meanX
    const y = source[i + 1]! - meanY
    const u = target[i]! - meanU
    const v = target[i + 1]! - meanV
    spread += x * x + y * y
    dot += x * u + y * v
    cross += x * v - y * u
  }
  const a = dot / spread
  const b = cross / spread
  if (!Number.isFinite(a) || !Number.isFinite(b) || spread < 1e-9 || a * a + b * b < 1e-18) {
    throw new ImagingError({
      code: 'degenerate-points',
      message: `Expected finite points that do not all coincide but received a spread of ${spread}`,
      details: { spread },
    })
  }
  return [a, -b, meanU - a * meanX + b * meanY, b, a, meanV - b * meanX - a * meanY]
}
