import { counted, exampleCount, type Finding } from './finding.ts'

/** All scores between rows and columns. */
export interface CheckedMatrix {
  readonly rows: number
  readonly columns: number
  /** rows × columns, row by row. */
  readonly values: ArrayLike<number>
  /** Whether rows and columns are the same pictures in the same order, compared by a measure that does not depend on the order. */
  readonly symmetric: boolean
}

/**
 * Checks a matrix of scores. O(rows × columns).
 *
 * Errors: `score-not-finite`, `scores-constant`, `matrix-asymmetric` (a symmetric matrix whose halves differ by more than
 * `tolerance`, or that is not square), `self-pair` (the diagonal of a symmetric matrix is counted, unless
 * `diagonalExcluded`). Warning: `matrix-row-constant`, what an embedding of zeros leaves.
 *
 * @param options.tolerance largest difference between mirrored scores; default 1e-5, the rounding of float32 products (our choice)
 * @param options.diagonalExcluded whether the reader of the matrix leaves out the diagonal; default false
 */
export function checkScoreMatrix(
  matrix: CheckedMatrix,
  { tolerance = 1e-5, diagonalExcluded = false }: { tolerance?: number; diagonalExcluded?: boolean } = {},
): Finding[] {
  return [
    ...checkValues(matrix),
    ...checkSymmetry(matrix, tolerance),
    ...(matrix.symmetric && !diagonalExcluded && matrix.rows > 0 ? [diagonalFinding(matrix.rows)] : []),
  ]
}

function checkValues({ rows, columns, values }: CheckedMatrix): Finding[] {
  const notFinite: [number, number][] = []
  const constantRows: number[] = []
  let notFiniteCount = 0
  let allEqual = rows * columns > 1
  for (let row = 0; row < rows; row++) {
    const first = values[row * columns]!
    let rowEqual = columns > 1
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column]!
      if (value !== first) rowEqual = false
      if (value !== values[0]) allEqual = false
      if (Number.isFinite(value)) continue
      notFiniteCount++
      if (notFinite.length < exampleCount) notFinite.push([row, column])
    }
    if (rowEqual) constantRows.push(row)
  }
  if (notFiniteCount > 0) {
    const [row, column] = notFinite[0]!
    return [
      {
        code: 'score-not-finite',
        severity: 'error',
        message: `Expected finite scores but ${counted(notFiniteCount, 'is', 'are')} not, first in row ${row}, column ${column}: ${values[row * columns + column]}`,
        details: { count: notFiniteCount, cells: notFinite },
      },
    ]
  }
  if (allEqual) {
    return [
      {
        code: 'scores-constant',
        severity: 'error',
        message: `Expected scores that differ but all ${rows * columns} are ${values[0]}`,
        details: { value: values[0]!, count: rows * columns },
      },
    ]
  }
  if (constantRows.length === 0) return []
  return [
    {
      code: 'matrix-row-constant',
      severity: 'warning',
      message: `Expected rows of scores that differ but ${counted(constantRows.length, 'row has', 'rows have')} one value throughout, first row ${constantRows[0]}`,
      details: { count: constantRows.length, rows: constantRows.slice(0, exampleCount) },
    },
  ]
}

function checkSymmetry({ rows, columns, values, symmetric }: CheckedMatrix, tolerance: number): Finding[] {
  if (!symmetric) return []
  if (rows !== columns) {
    return [
      {
        code: 'matrix-asymmetric',
        severity: 'error',
        message: `Expected a symmetric matrix but received ${rows} rows and ${columns} columns`,
        details: { rows, columns },
      },
    ]
  }
  let count = 0
  let largest = 0
  let cell: [number, number] = [0, 0]
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < row; column++) {
      const difference = Math.abs(values[row * columns + column]! - values[column * columns + row]!)
      if (!(difference > tolerance)) continue
      count++
      if (difference <= largest) continue
      largest = difference
      cell = [row, column]
    }
  }
  if (count === 0) return []
  return [
    {
      code: 'matrix-asymmetric',
      severity: 'error',
      message: `Expected a symmetric matrix but ${counted(count, 'couple of scores differs', 'couples of scores differ')} by more than ${tolerance}, most by ${largest} in row ${cell[0]}, column ${cell[1]}`,
      details: { count, largest, cell, tolerance },
    },
  ]
}

function diagonalFinding(rows: number): Finding {
  return {
    code: 'self-pair',
    severity: 'error',
    message: `Expected two pictures in a comparison but the ${rows} scores of the diagonal compare a picture with itself`,
    details: { count: rows },
  }
}
