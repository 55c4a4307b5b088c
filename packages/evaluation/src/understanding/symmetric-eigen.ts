import { EvaluationError } from '#evaluation-error.ts'

/** Eigenvalues, the largest first, and a unit vector for each. */
export interface Eigen {
  readonly values: Float64Array
  readonly vectors: readonly Float64Array[]
}

/** Steps for one eigenvalue before giving up; two or three are usual. */
const mostSteps = 60

/**
 * All eigenvalues and eigenvectors of a symmetric matrix: Householder reflections make it tridiagonal, then rotations with
 * Wilkinson's shift make it diagonal (Golub & Van Loan, Matrix Computations, 8.3). O(n³), no randomness.
 *
 * @param matrix rows; the lower triangle is read, and overwritten
 * @throws EvaluationError `fit-not-converged`
 */
export function symmetricEigen(matrix: Float64Array[]): Eigen {
  const { diagonal, beside, rows } = tridiagonalise(matrix)
  diagonalise(diagonal, beside, rows)
  const order = [...diagonal.keys()].sort((a, b) => diagonal[b]! - diagonal[a]!)
  return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors: order.map((i) => rows[i]!) }
}

interface Tridiagonal {
  readonly diagonal: Float64Array
  readonly beside: Float64Array
  /** Orthogonal; the matrix is rowsᵀ · tridiagonal · rows. */
  readonly rows: Float64Array[]
}

function tridiagonalise(matrix: Float64Array[]): Tridiagonal {
  const size = matrix.length
  const beside = new Float64Array(Math.max(0, size - 1))
  const reflections: { first: number; axis: Float64Array }[] = []
  for (let k = 0; k < size - 1; k++) {
    const first = k + 1
    const axis = Float64Array.from({ length: size - first }, (_, i) => matrix[first + i]![k]!)
    const length = Math.sqrt(dot(axis, axis))
    // away from the axis, so that nothing cancels
    const target = axis[0]! > 0 ? -length : length
    beside[k] = target
    axis[0]! -= target
    const norm = Math.sqrt(dot(axis, axis))
    if (norm === 0) continue
    for (let i = 0; i < axis.length; i++) axis[i]! /= norm
    reflections.push({ first, axis })
    reflectBothSides(matrix, first, axis)
  }
  const rows = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size)
    row[i] = 1
    return row
  })
  // rows of the transposed product; a later reflection leaves the coordinates before its first alone
  for (const { first, axis } of reflections.reverse()) {
    for (const row of rows) {
      const part = row.subarray(first)
      const along = 2 * dot(part, axis)
      if (along !== 0) for (let i = 0; i < axis.length; i++) part[i]! -= along * axis[i]!
    }
  }
  return { diagonal: Float64Array.from(matrix, (row, i) => row[i]!), beside, rows }
}

/** Lower triangle of H · A · H with H = I − 2 · axis · axisᵀ, from row and column `first` on. */
function reflectBothSides(matrix: Float64Array[], first: number, axis: Float64Array): void {
  const size = axis.length
  const product = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const row = matrix[first + i]!
    let sum = row[first + i]! * axis[i]!
    for (let j = 0; j < i; j++) {
      sum += row[first + j]! * axis[j]!
      product[j]! += row[first + j]! * axis[i]!
    }
    product[i]! += sum
  }
  const along = dot(product, axis)
  for (let i = 0; i < size; i++) product[i] = 2 * (product[i]! - along * axis[i]!)
  for (let i = 0; i < size; i++) {
    const row = matrix[first + i]!
    for (let j = 0; j <= i; j++) row[first + j]! -= axis[i]! * product[j]! + product[i]! * axis[j]!
  }
}

function diagonalise(diagonal: Float64Array, beside: Float64Array, rows: Float64Array[]): void {
  const vanishes = (k: number) =>
    Math.abs(beside[k]!) <= Number.EPSILON * (Math.abs(diagonal[k]!) + Math.abs(diagonal[k + 1]!))
  let high = diagonal.length - 1
  let steps = 0
  while (high > 0) {
    if (vanishes(high - 1)) {
      high--
      steps = 0
      continue
    }
    if (++steps > mostSteps) {
      throw new EvaluationError({
        code: 'fit-not-converged',
        message: `Expected each eigenvalue within ${mostSteps} steps but ${high + 1} are left`,
        details: { left: high + 1 },
      })
    }
    let low = high - 1
    while (low > 0 && !vanishes(low - 1)) low--
    rotateOnce(diagonal, beside, rows, low, high)
  }
}

/** One implicit step of the block from `low` to `high`. */
function rotateOnce(
  diagonal: Float64Array,
  beside: Float64Array,
  rows: Float64Array[],
  low: number,
  high: number,
): void {
  const corner = beside[high - 1]!
  const half = (diagonal[high - 1]! - diagonal[high]!) / 2
  const root = Math.hypot(half, corner)
  const shift = diagonal[high]! - corner ** 2 / (half + (half < 0 ? -root : root))
  let x = diagonal[low]! - shift
  let z = beside[low]!
  for (let k = low; k < high; k++) {
    const length = Math.hypot(x, z)
    const [c, s] = length === 0 ? [1, 0] : [x / length, z / length]
    if (k > low) beside[k - 1] = length
    const [a, b, d] = [diagonal[k]!, beside[k]!, diagonal[k + 1]!]
    diagonal[k] = c * c * a + 2 * c * s * b + s * s * d
    diagonal[k + 1] = s * s * a - 2 * c * s * b + c * c * d
    beside[k] = c * s * (d - a) + (c * c - s * s) * b
    if (k < high - 1) {
      x = beside[k]!
      z = s * beside[k + 1]!
      beside[k + 1]! *= c
    }
    const [upper, lower] = [rows[k]!, rows[k + 1]!]
    for (let i = 0; i < upper.length; i++) {
      const [p, q] = [upper[i]!, lower[i]!]
      upper[i] = c * p + s * q
      lower[i] = c * q - s * p
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
