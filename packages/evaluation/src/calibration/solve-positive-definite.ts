/** Solves a symmetric positive definite system by Cholesky's decomposition; reads the lower triangle and overwrites it. */
export function solvePositiveDefinite(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const result = right.slice()
  for (let k = 0; k < size; k++) {
    for (let l = 0; l <= k; l++) {
      let sum = matrix[k]![l]!
      for (let m = 0; m < l; m++) sum -= matrix[k]![m]! * matrix[l]![m]!
      // far from the data every probability is 0 or 1 and the curvature can vanish to rounding
      matrix[k]![l] = l === k ? Math.sqrt(Math.max(sum, Number.MIN_VALUE ** 0.5)) : sum / matrix[l]![l]!
    }
  }
  for (let k = 0; k < size; k++) {
    for (let m = 0; m < k; m++) result[k]! -= matrix[k]![m]! * result[m]!
    result[k]! /= matrix[k]![k]!
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let m = k + 1; m < size; m++) result[k]! -= matrix[m]![k]! * result[m]!
    result[k]! /= matrix[k]![k]!
  }
  return result
}
