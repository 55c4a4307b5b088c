/**
 * All eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations, which keep small eigenvalues beside
 * large ones exact.
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
  const values = new Float64Array(size)
  for (let i = 0; i < size; i++) values[i] = matrix[i * size + i]!
  return { values, vectors }
}

function isDiagonal(matrix: Float64Array, size: number): boolean {
  for (let p = 0; p < size; p++) {
    for (let q = p + 1; q < size; q++) {
      const pq = matrix[p * size + q]!
      // relative to its own two diagonal values, squared
      if (pq * pq > Number.EPSILON ** 2 * Math.abs(matrix[p * size + p]! * matrix[q * size + q]!)) return false
    }
  }
  return true
}

/** Only the upper triangle is kept. */
function rotate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const pq = matrix[p * size + q]!
  if (pq === 0) return
  const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * pq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cos = 1 / Math.sqrt(t * t + 1)
  const sin = t * cos
  for (let k = 0; k < size; k++) {
    if (k !== p && k !== q) {
      const i = k < p ? k * size + p : p * size + k
      const j = k < q ? k * size + q : q * size + k
      const a = matrix[i]!
      const b = matrix[j]!
      matrix[i] = cos * a - sin * b
      matrix[j] = sin * a + cos * b
    }
    const c = vectors[p * size + k]!
    const d = vectors[q * size + k]!
    vectors[p * size + k] = cos * c - sin * d
    vectors[q * size + k] = sin * c + cos * d
  }
  matrix[p * size + p]! -= t * pq
  matrix[q * size + q]! += t * pq
  matrix[p * size + q] = 0
}
