import { expect, test } from 'vitest'
import { checkScoreMatrix } from './check-score-matrix.ts'

const symmetric = {
  rows: 3,
  columns: 3,
  values: [1, 0.2, 0.3, 0.2, 1, 0.1, 0.3, 0.1, 1],
  symmetric: true,
}

test('a symmetric matrix whose diagonal is left out is sound', () => {
  expect(checkScoreMatrix(symmetric, { diagonalExcluded: true })).toEqual([])
})

test('a diagonal that is counted compares pictures with themselves', () => {
  expect(checkScoreMatrix(symmetric)).toMatchObject([{ code: 'self-pair', severity: 'error', details: { count: 3 } }])
})

test('halves that differ', () => {
  const values = symmetric.values.with(1, 0.25).with(2, 0.3 + 1e-7)
  expect(checkScoreMatrix({ ...symmetric, values }, { diagonalExcluded: true })).toMatchObject([
    { code: 'matrix-asymmetric', severity: 'error', details: { count: 1, cell: [1, 0] } },
  ])
  expect(checkScoreMatrix({ ...symmetric, values, symmetric: false })).toEqual([])
  expect(checkScoreMatrix({ ...symmetric, values }, { diagonalExcluded: true, tolerance: 1e-8 })).toMatchObject([
    { details: { count: 2 } },
  ])
})

test('a symmetric matrix is square', () => {
  const [finding] = checkScoreMatrix(
    { rows: 1, columns: 2, values: [0.1, 0.2], symmetric: true },
    { diagonalExcluded: true },
  )
  expect(finding!.message).toBe('Expected a symmetric matrix but received 1 rows and 2 columns')
})

test('values that are no scores', () => {
  const cells = { rows: 2, columns: 2, symmetric: false }
  expect(checkScoreMatrix({ ...cells, values: [1, 2, Number.NaN, 4] })).toMatchObject([
    { code: 'score-not-finite', details: { count: 1, cells: [[1, 0]] } },
  ])
  expect(checkScoreMatrix({ ...cells, values: [0, 0, 0, 0] })).toMatchObject([{ code: 'scores-constant' }])
  expect(checkScoreMatrix({ ...cells, values: [0, 0, 0.1, 0.4] })).toMatchObject([
    { code: 'matrix-row-constant', severity: 'warning', details: { count: 1, rows: [0] } },
  ])
})
