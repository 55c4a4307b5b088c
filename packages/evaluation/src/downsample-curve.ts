import type { ErrorCurve } from './error-curve.ts'
import { EvaluationError } from './evaluation-error.ts'
import { probit } from './probit.ts'

/**
 * At most `maxPoints` of a curve's own points, spread evenly over its length in the DET plane. Both ends stay, and so do the last
 * point without a false non-match and the first without a false match.
 *
 * Distance is |Δ probit FMR| + |Δ probit FNMR|, with the rates kept half an error away from 0 and 1. Both change in one direction
 * along the curve, so a point that is left out lies within the total length divided by maxPoints - 4 of a point that stays.
 * Kept points are exact; nothing is averaged or interpolated.
 *
 * @param maxPoints whole number from 5; a curve that is short enough comes back as it is
 * @throws EvaluationError `count-out-of-range`
 */
export function downsampleCurve(curve: ErrorCurve, maxPoints: number): ErrorCurve {
  if (!Number.isInteger(maxPoints) || maxPoints < 5) {
    throw new EvaluationError({
      code: 'count-out-of-range',
      message: `Expected maxPoints to be a whole number of at least 5 but received ${maxPoints}`,
      details: { maxPoints },
    })
  }
  const count = curve.thresholds.length
  if (count <= maxPoints) return curve
  const position = positions(curve)
  const total = position[count - 1]!
  const part = (i: number) => Math.floor((position[i]! / total) * (maxPoints - 4))
  const corners = new Set([0, curve.fnmr.lastIndexOf(0), curve.fmr.indexOf(0), count - 1])
  const kept: number[] = []
  for (let i = 0; i < count; i++) {
    const lastOfPart = i < count - 1 && part(i) < part(i + 1)
    if (lastOfPart || corners.has(i)) kept.push(i)
  }
  const pick = (values: readonly number[]) => kept.map((i) => values[i]!)
  return { ...curve, thresholds: pick(curve.thresholds), fmr: pick(curve.fmr), fnmr: pick(curve.fnmr) }
}

/** Length from the first point to each point. */
function positions({ fmr, fnmr, genuineCount, impostorCount }: ErrorCurve): Float64Array {
  const deviate = (rate: number, count: number) => probit(Math.min(Math.max(rate, 0.5 / count), 1 - 0.5 / count))
  const position = new Float64Array(fmr.length)
  let atFmr = deviate(fmr[0]!, impostorCount)
  let atFnmr = deviate(fnmr[0]!, genuineCount)
  for (let i = 1; i < position.length; i++) {
    // of a rate that stays as it is the deviate need not be found again
    const nextFmr = fmr[i] === fmr[i - 1] ? atFmr : deviate(fmr[i]!, impostorCount)
    const nextFnmr = fnmr[i] === fnmr[i - 1] ? atFnmr : deviate(fnmr[i]!, genuineCount)
    position[i] = position[i - 1]! + (atFmr - nextFmr) + (nextFnmr - atFnmr)
    atFmr = nextFmr
    atFnmr = nextFnmr
  }
  return position
}
