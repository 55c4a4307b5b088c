/**
 * All eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations.
 *
 * @param matrix size×size, row-major; it is overwritten
 * @returns values in no order, and the unit vector of value i in row i
 */
export function symmetricEigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  // a matrix of this size settles in about 7 sweeps; the limit only keeps NaN from looping for ever
  for (let sweep = 0; sweep < 50 && !isDiagonal(matrix, size); sweep++) {
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(matrix, vectors, size, p, q)
  }
  return { values: Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!), vectors }
}

function isDiagonal(matrix: Float64Array, size: number): boolean {
  for (let p = 0; p < size; p++) {
    for (let q = p + 1; q < size; q++) {
      // relative to its own two diagonal values, so that small eigenvalues beside large ones are exact too
      const limit = Number.EPSILON * Math.sqrt(Math.abs(matrix[p * size + p]! * matrix[q * size + q]!))
      if (Math.abs(matrix[p * size + q]!) > limit) return false
    }
  }
  return true
}

function rotate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const pq = matrix[p * size + q]!
  if (pq === 0) return
  const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * pq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cos = 1 / Math.sqrt(t * t + 1)
  const sin = t * cos
  for (let k = 0; k < size; k++) {
    const a = matrix[k * size + p]!
    const b = matrix[k * size + q]!
    matrix[k * size + p] = cos * a - sin * b
    matrix[k * size + q] = sin * a + cos * b
  }
  for (let k = 0; k < size; k++) {
    const a = matrix[p * size + k]!
    const b = matrix[q * size + k]!
    matrix[p * size + k] = cos * a - sin * b
    matrix[q * size + k] = sin * a + cos * b
    const c = vectors[p * size + k]!
    const d = vectors[q * size + k]!
    vectors[p * size + k] = cos * c - sin * d
    vectors[q * size + k] = sin * c + cos * d
  }
  matrix[p * size + q] = 0
  matrix[q * size + p] = 0
}
