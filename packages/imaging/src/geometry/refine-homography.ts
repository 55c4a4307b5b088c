import type { Homography } from './homography.ts'

/**
 * Levenberg-Marquardt on the sum of squared distances between the mapped source and the target.
 *
 * @param start first guess, last entry 1 (it stays 1)
 * @returns a map that is at least as good as `start`
 */
export function refineHomography(start: Homography, source: ArrayLike<number>, target: ArrayLike<number>): Homography {
  let best = Float64Array.from(start)
  let bestError = squaredError(best, source, target)
  let damping = 1e-3
  for (let iteration = 0; iteration < 100 && damping < 1e12; iteration++) {
    const { hessian, gradient } = normalEquations(best, source, target)
    for (let i = 0; i < 8; i++) hessian[i * 8 + i]! *= 1 + damping
    const step = solve(hessian, gradient)
    if (step === null) break
    const candidate = Float64Array.from(best, (value, i) => (i < 8 ? value - step[i]! : 1))
    const error = squaredError(candidate, source, target)
    const settled = Math.abs(bestError - error) <= 1e-13 * bestError
    if (error < bestError) {
      best = candidate
      bestError = error
      damping /= 10
    } else {
      damping *= 10
    }
    if (settled) break
  }
  return [...best] as unknown as Homography
}

function squaredError(h: ArrayLike<number>, source: ArrayLike<number>, target: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < source.length; i += 2) {
    const x = source[i]!
    const y = source[i + 1]!
    const w = h[6]! * x + h[7]! * y + 1
    sum += ((h[0]! * x + h[1]! * y + h[2]!) / w - target[i]!) ** 2
    sum += ((h[3]! * x + h[4]! * y + h[5]!) / w - target[i + 1]!) ** 2
  }
  return sum
}

/** JᵀJ (8×8) and Jᵀr (8) of the residuals with respect to the first eight entries. */
function normalEquations(h: ArrayLike<number>, source: ArrayLike<number>, target: ArrayLike<number>) {
  const hessian = new Float64Array(64)
  const gradient = new Float64Array(8)
  const row = new Float64Array(5)
  // a row of J has five entries: three of its own line of the matrix, from `first`, and the last two
  const add = (first: number, residual: number) => {
    for (let i = 0; i < 5; i++) {
      const at = i < 3 ? first + i : i + 3
      const value = row[i]!
      gradient[at]! += value * residual
      for (let j = 0; j < 5; j++) hessian[at * 8 + (j < 3 ? first + j : j + 3)]! += value * row[j]!
    }
  }
  for (let i = 0; i < source.length; i += 2) {
    const x = source[i]!
    const y = source[i + 1]!
    const w = h[6]! * x + h[7]! * y + 1
    const u = (h[0]! * x + h[1]! * y + h[2]!) / w
    const v = (h[3]! * x + h[4]! * y + h[5]!) / w
    row[0] = x / w
    row[1] = y / w
    row[2] = 1 / w
    row[3] = (-u * x) / w
    row[4] = (-u * y) / w
    add(0, u - target[i]!)
    row[3] = (-v * x) / w
    row[4] = (-v * y) / w
    add(3, v - target[i + 1]!)
  }
  return { hessian, gradient }
}

/** Gaussian elimination with partial pivoting, 8×8; null when singular. Both arguments are overwritten. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const size = 8
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row * size + column]!) > Math.abs(matrix[pivot * size + column]!)) pivot = row
    }
    const value = matrix[pivot * size + column]!
    if (value === 0 || !Number.isFinite(value)) return null
    for (let k = 0; k < size; k++) {
      const kept = matrix[column * size + k]!
      matrix[column * size + k] = matrix[pivot * size + k]!
      matrix[pivot * size + k] = kept
    }
    const kept = right[column]!
    right[column] = right[pivot]!
    right[pivot] = kept
    for (let row = column + 1; row < size; row++) {
      const factor = matrix[row * size + column]! / value
      for (let k = column; k < size; k++) matrix[row * size + k]! -= factor * matrix[column * size + k]!
      right[row]! -= factor * right[column]!
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) right[row]! -= matrix[row * size + k]! * right[k]!
    right[row]! /= matrix[row * size + row]!
  }
  return right
}
