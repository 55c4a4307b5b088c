import { EvaluationError } from '#evaluation-error.ts'

/**
 * @returns values in a row; 0 without rows
 * @throws EvaluationError `shape-mismatch`, `score-not-finite`
 */
export function requireRows(rows: readonly ArrayLike<number>[]): number {
  const dimension = rows[0]?.length ?? 0
  for (const [i, row] of rows.entries()) {
    if (row.length !== dimension) {
      throw new EvaluationError({
        code: 'shape-mismatch',
        message: `Expected ${dimension} values in row ${i}, as in the first one, but received ${row.length}`,
        details: { row: i, expected: dimension, received: row.length },
      })
    }
    for (let j = 0; j < dimension; j++) {
      if (Number.isFinite(row[j]!)) continue
      throw new EvaluationError({
        code: 'score-not-finite',
        message: `Expected value ${j} of row ${i} to be a finite number but received ${row[j]}`,
        details: { row: i, index: j },
      })
    }
  }
  return dimension
}
