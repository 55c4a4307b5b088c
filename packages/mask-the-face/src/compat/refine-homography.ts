import { largestOfInverseDiagonal, solveSymmetric } from './solve-symmetric.ts'

const parameters = 8
const maxSteps = 10

/**
 * Levenberg-Marquardt with the step control of Fletcher (1971) that OpenCV uses, so that a set of points that does not
 * settle in ten steps stops where OpenCV stops.
 *
 * @param start row-major 3×3, the last entry stays as it is
 * @returns a new matrix
 */
export function refineHomography(start: Float64Array, source: Float64Array, target: Float64Array): Float64Array {
  const count = source.length
  let best = start.slice()
  let candidate = start.slice()
  let residual = new Float64Array(count)
  let candidateResidual = new Float64Array(count)
  const normal = new Float64Array(parameters * parameters)
  const damped = new Float64Array(parameters * parameters)
  const gradient = new Float64Array(parameters)
  const delta = new Float64Array(parameters)

  residuals(best, source, target, residual)
  normalEquations(best, source, residual, normal, gradient)
  const diagonal = Float64Array.from({ length: parameters }, (_, i) => normal[i * parameters + i]!)
  let error = sumOfSquares(residual)
  let damping = 1
  let smallestDamping = 0.75
  for (let step = 0; step < maxSteps; step++) {
    damped.set(normal)
    for (let i = 0; i < parameters; i++) damped[i * parameters + i]! += damping * diagonal[i]!
    solveSymmetric(damped, gradient, delta)
    for (let i = 0; i < parameters; i++) candidate[i] = best[i]! - delta[i]!
    residuals(candidate, source, target, candidateResidual)
    const candidateError = sumOfSquares(candidateResidual)

    // how well the linear model foretold the gain
    let foretold = 0
    let slope = 0
    for (let i = 0; i < parameters; i++) {
      let product = 0
      for (let k = 0; k < parameters; k++) product += normal[i * parameters + k]! * delta[k]!
      foretold += delta[i]! * (2 * gradient[i]! - product)
      slope += delta[i]! * gradient[i]!
    }
    const ratio = (error - candidateError) / (Math.abs(foretold) > Number.EPSILON ? foretold : 1)
    if (ratio > 0.75) {
      damping *= 0.5
      if (damping < smallestDamping) damping = 0
    } else if (ratio < 0.25) {
      let factor = (candidateError - error) / (Math.abs(slope) > Number.EPSILON ? slope : 1) + 2
      factor = Math.min(Math.max(factor, 2), 10)
      if (damping === 0) {
        damping = 1 / largestOfInverseDiagonal(normal, parameters)
        smallestDamping = damping
        factor *= 0.5
      }
      damping *= factor
    }
    if (candidateError < error) {
      error = candidateError
      ;[best, candidate] = [candidate, best]
      ;[residual, candidateResidual] = [candidateResidual, residual]
      normalEquations(best, source, residual, normal, gradient)
    }
    if (largest(delta) < float32Epsilon || largest(residual) < float32Epsilon) break
  }
  return best
}

const float32Epsilon = 2 ** -23

function residuals(h: Float64Array, source: Float64Array, target: Float64Array, result: Float64Array): void {
  for (let i = 0; i < source.length; i += 2) {
    const x = source[i]!
    const y = source[i + 1]!
    const w = inverseDepth(h, x, y)
    result[i] = (h[0]! * x + h[1]! * y + h[2]!) * w - target[i]!
    result[i + 1] = (h[3]! * x + h[4]! * y + h[5]!) * w - target[i + 1]!
  }
}

function inverseDepth(h: Float64Array, x: number, y: number): number {
  const w = h[6]! * x + h[7]! * y + 1
  return Math.abs(w) > Number.EPSILON ? 1 / w : 0
}

/** JᵀJ (8×8) and Jᵀr (8) of the residuals with respect to the first eight entries. */
function normalEquations(
  h: Float64Array,
  source: Float64Array,
  residual: Float64Array,
  normal: Float64Array,
  gradient: Float64Array,
): void {
  normal.fill(0)
  gradient.fill(0)
  const row = new Float64Array(parameters)
  for (let i = 0; i < source.length; i++) {
    const even = i & ~1
    const x = source[even]!
    const y = source[even + 1]!
    const w = inverseDepth(h, x, y)
    const first = i === even ? 0 : 3
    const mapped = (h[first]! * x + h[first + 1]! * y + h[first + 2]!) * w
    row.fill(0)
    row[first] = x * w
    row[first + 1] = y * w
    row[first + 2] = w
    row[6] = -x * w * mapped
    row[7] = -y * w * mapped
    for (let j = 0; j < parameters; j++) {
      gradient[j]! += row[j]! * residual[i]!
      for (let k = 0; k < parameters; k++) normal[j * parameters + k]! += row[j]! * row[k]!
    }
  }
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  return sum
}

function largest(values: Float64Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!))
  return most
}
