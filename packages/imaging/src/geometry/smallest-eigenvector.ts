/**
 * The unit eigenvector of the smallest eigenvalue of a symmetric matrix, by cyclic Jacobi rotations.
 *
 * @param matrix size×size, row-major, symmetric, no negative eigenvalue; it is overwritten
 * @returns the vector, and the second smallest eigenvalue over the sum of all: near 0 the vector is not the only one
 */
export function smallestEigenvector(matrix: Float64Array, size: number): { vector: Float64Array; gap: number } {
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  // 60 sweeps is far beyond what a 9×9 matrix needs; the loop ends when the off-diagonal part is gone
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    let diagonal = 0
    for (let i = 0; i < size; i++) {
      diagonal += matrix[i * size + i]! ** 2
      for (let j = i + 1; j < size; j++) off += matrix[i * size + j]! ** 2
    }
    if (off <= 1e-40 * diagonal) break
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(matrix, vectors, size, p, q)
  }
  const values = Array.from({ length: size }, (_, i) => matrix[i * size + i]!)
  const [smallest, second] = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!) as [number, number]
  return {
    vector: Float64Array.from({ length: size }, (_, i) => vectors[i * size + smallest]!),
    gap: values[second]! / values.reduce((a, b) => a + b, 0),
  }
}

function rotate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = matrix[p * size + q]!
  if (apq === 0) return
  const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cos = 1 / Math.sqrt(t * t + 1)
  const sin = t * cos
  for (let k = 0; k < size; k++) {
    const kp = matrix[k * size + p]!
    const kq = matrix[k * size + q]!
    matrix[k * size + p] = cos * kp - sin * kq
    matrix[k * size + q] = sin * kp + cos * kq
  }
  for (let k = 0; k < size; k++) {
    const pk = matrix[p * size + k]!
    const qk = matrix[q * size + k]!
    matrix[p * size + k] = cos * pk - sin * qk
    matrix[q * size + k] = sin * pk + cos * qk
    const vp = vectors[k * size + p]!
    const vq = vectors[k * size + q]!
    vectors[k * size + p] = cos * vp - sin * vq
    vectors[k * size + q] = sin * vp + cos * vq
  }
}
