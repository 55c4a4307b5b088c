import { solvePositiveDefinite } from '#calibration/solve-positive-definite.ts'

/** Says class 1 where weights · row > threshold. */
export interface LinearClassifier {
  readonly weights: Float64Array
  readonly threshold: number
}

/** Added to the spread within classes, as a share of its mean over all directions; our choice. */
const shrinkage = 0.1

/**
 * Fisher's linear discriminant of two classes that weigh the same, whatever their numbers of rows. The spread within classes is
 * pulled towards a sphere, because embeddings have more dimensions than there are rows; it is solved among the rows (Woodbury).
 *
 * @param classes rows of class 0 and of class 1, at least one each
 */
export function fisherDiscriminant(
  classes: readonly [readonly ArrayLike<number>[], readonly ArrayLike<number>[]],
  dimension: number,
): LinearClassifier {
  const [mean0, mean1] = classes.map((rows) => meanOf(rows, dimension)) as [Float64Array, Float64Array]
  const between = mean1.map((value, j) => value - mean0[j]!)
  const spread = classes.flatMap((rows, k) => {
    const mean = k === 0 ? mean0 : mean1
    const scale = 1 / Math.sqrt(2 * rows.length)
    return rows.map((row) => mean.map((value, j) => (row[j]! - value) * scale))
  })
  const trace = spread.reduce((sum, row) => sum + dot(row, row), 0)
  // classes of equal rows have no spread: then the way between the means is the answer
  const ridge = (shrinkage * trace) / dimension || 1
  const products = spread.map((a, i) => {
    const row = new Float64Array(spread.length)
    for (let k = 0; k <= i; k++) row[k] = dot(a, spread[k]!)
    row[i]! += ridge
    return row
  })
  const along = solvePositiveDefinite(
    products,
    Float64Array.from(spread, (row) => dot(row, between)),
  )
  const weights = between.slice()
  for (const [i, row] of spread.entries()) for (let j = 0; j < dimension; j++) weights[j]! -= along[i]! * row[j]!
  return { weights, threshold: (dot(weights, mean0) + dot(weights, mean1)) / 2 }
}

function meanOf(rows: readonly ArrayLike<number>[], dimension: number): Float64Array {
  const mean = new Float64Array(dimension)
  for (const row of rows) for (let j = 0; j < dimension; j++) mean[j]! += row[j]! / rows.length
  return mean
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
