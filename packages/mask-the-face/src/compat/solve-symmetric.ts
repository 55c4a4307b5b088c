import { symmetricEigen } from './symmetric-eigen.ts'

/**
 * Solves a symmetric system with no negative eigenvalue, leaving out the directions whose eigenvalues are rounding
 * errors, as OpenCV's `solve` by eigenvalues does. When none is left out, Cholesky's factors give the same answer faster.
 *
 * @param matrix size×size, row-major, `size` being the length of `right`
 * @param solution receives the answer
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array, solution: Float64Array): void {
  if (solveByCholesky(matrix, right, solution)) return
  const size = right.length
  const { values, vectors } = symmetricEigen(matrix.slice(), size)
  const limit = negligible(values)
  solution.fill(0)
  for (let i = 0; i < size; i++) {
    if (!(Math.abs(values[i]!) > limit)) continue
    let product = 0
    for (let k = 0; k < size; k++) product += vectors[i * size + k]! * right[k]!
    product /= values[i]!
    for (let k = 0; k < size; k++) solution[k]! += product * vectors[i * size + k]!
  }
}

/** The largest diagonal value of the inverse, directions that are rounding errors left out; at least 2^-52. */
export function largestOfInverseDiagonal(matrix: Float64Array, size: number): number {
  const { values, vectors } = symmetricEigen(matrix.slice(), size)
  const limit = negligible(values)
  let largest = Number.EPSILON
  for (let k = 0; k < size; k++) {
    let sum = 0
    for (let i = 0; i < size; i++) {
      if (Math.abs(values[i]!) > limit) sum += vectors[i * size + k]! ** 2 / values[i]!
    }
    largest = Math.max(largest, Math.abs(sum))
  }
  return largest
}

function negligible(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return 2 * Number.EPSILON * sum
}

/** @returns false when an eigenvalue may be a rounding error; `solution` is then undefined */
function solveByCholesky(matrix: Float64Array, right: Float64Array, solution: Float64Array): boolean {
  const size = right.length
  const inverse = new Float64Array(size * size) // of L, lower triangle
  const factor = new Float64Array(size * size)
  let trace = 0
  let inverseTrace = 0
  for (let i = 0; i < size; i++) {
    trace += matrix[i * size + i]!
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!
      if (i === j) {
        if (!(sum > 0)) return false
        factor[i * size + i] = Math.sqrt(sum)
      } else {
        factor[i * size + j] = sum / factor[j * size + j]!
      }
    }
    const pivot = 1 / factor[i * size + i]!
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? 1 : 0
      for (let k = j; k < i; k++) sum -= factor[i * size + k]! * inverse[k * size + j]!
      inverse[i * size + j] = sum * pivot
      inverseTrace += (sum * pivot) ** 2
    }
  }
  // the smallest eigenvalue is at least one over the trace of the inverse
  if (!(1 / inverseTrace > 2 * Number.EPSILON * trace)) return false
  for (let i = 0; i < size; i++) {
    let sum = right[i]!
    for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * solution[k]!
    solution[i] = sum / factor[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = solution[i]!
    for (let k = i + 1; k < size; k++) sum -= factor[k * size + i]! * solution[k]!
    solution[i] = sum / factor[i * size + i]!
  }
  return true
}
