import { EvaluationError } from '#evaluation-error.ts'
import { requireRows } from './feature-rows.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

export interface PrincipalComponents {
  /** [count, components] coordinates of the rows, component after component within a row. */
  readonly coordinates: Float64Array
  /** Share of the variance that each component holds, 0..1, descending. */
  readonly explained: readonly number[]
  /** Unit vectors, one a component; the entry of the largest size is positive. */
  readonly directions: readonly Float64Array[]
}

/**
 * Exact principal components of rows about their mean: all eigenvectors of the covariance, or of the rows' inner products
 * where these are fewer. No randomness; the sign of each component is fixed.
 *
 * @param rows each of `dimension` finite values
 * @param components 1..min(rows − 1, dimension); default 2
 * @throws EvaluationError `shape-mismatch`, `score-not-finite`, `count-out-of-range`; `spread-zero` when the rows lie in fewer
 *   directions than components
 */
export function principalComponents(rows: readonly ArrayLike<number>[], components = 2): PrincipalComponents {
  const dimension = requireRows(rows)
  const most = Math.min(rows.length - 1, dimension)
  if (!(Number.isInteger(components) && components >= 1 && components <= most)) {
    throw new EvaluationError({
      code: 'count-out-of-range',
      message: `Expected components in 1..${most} for ${rows.length} rows of ${dimension} values but received ${components}`,
      details: { components, rows: rows.length, dimension },
    })
  }
  const centred = centre(rows, dimension)
  const overRows = rows.length <= dimension
  const vectors = overRows ? centred : transposed(centred, dimension)
  const { values, vectors: eigenvectors } = symmetricEigen(innerProducts(vectors))
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  const directions = Array.from({ length: components }, (_, k) => {
    // far below rounding of the inner products nothing has a direction
    if (!(values[k]! > total * 1e-12)) throw flat(rows.length, k)
    const direction = overRows ? combined(centred, eigenvectors[k]!, dimension) : eigenvectors[k]!
    return signed(direction)
  })
  const coordinates = new Float64Array(rows.length * components)
  for (const [i, row] of centred.entries()) {
    for (const [k, direction] of directions.entries()) {
      let sum = 0
      for (let j = 0; j < dimension; j++) sum += row[j]! * direction[j]!
      coordinates[i * components + k] = sum
    }
  }
  return { coordinates, explained: directions.map((_, k) => values[k]! / total), directions }
}

function centre(rows: readonly ArrayLike<number>[], dimension: number): Float64Array[] {
  const mean = new Float64Array(dimension)
  for (const row of rows) for (let j = 0; j < dimension; j++) mean[j]! += row[j]! / rows.length
  return rows.map((row) => Float64Array.from(mean, (value, j) => row[j]! - value))
}

function transposed(rows: readonly Float64Array[], dimension: number): Float64Array[] {
  return Array.from({ length: dimension }, (_, j) => Float64Array.from(rows, (row) => row[j]!))
}

/** Lower triangle of the products of all vectors with each other. */
function innerProducts(vectors: readonly Float64Array[]): Float64Array[] {
  return vectors.map((a, i) => {
    const products = new Float64Array(vectors.length)
    for (let k = 0; k <= i; k++) {
      const b = vectors[k]!
      let sum = 0
      for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
      products[k] = sum
    }
    return products
  })
}

/** Of length 1. */
function combined(rows: readonly Float64Array[], weights: Float64Array, dimension: number): Float64Array {
  const sum = new Float64Array(dimension)
  for (const [i, row] of rows.entries()) for (let j = 0; j < dimension; j++) sum[j]! += weights[i]! * row[j]!
  const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0))
  return sum.map((value) => value / length)
}

function signed(direction: Float64Array): Float64Array {
  let largest = 0
  for (const value of direction) if (Math.abs(value) > Math.abs(largest)) largest = value
  return largest < 0 ? direction.map((value) => -value) : direction
}

function flat(rows: number, directions: number): EvaluationError {
  return new EvaluationError({
    code: 'spread-zero',
    message: `Expected ${rows} rows to differ in more than ${directions} directions but they do not`,
    details: { rows, directions },
  })
}
