import { createRng } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { fitLogistic } from '../fit/logistic-regression.ts'

test('fitLogistic finds the boundary, whatever the scale of the columns and the share of the classes', () => {
  const rng = createRng('logistic')
  const rows: number[][] = []
  const labels: boolean[] = []
  for (let i = 0; i < 3000; i++) {
    const label = rng.next() < 0.2
    // unit normals around ±1 in the first column, the second is noise on another scale
    rows.push([rng.normal(label ? 1 : -1), 1000 + rng.normal(0, 50)])
    labels.push(label)
  }
  const { bias, weights } = fitLogistic(rows, labels, { penalty: 1e-6, steps: 2000 })
  // two unit normals with equal weight: log odds 2x
  expect(Math.abs(weights[0]! - 2)).toBeLessThan(0.3)
  expect(Math.abs(weights[1]! * 50)).toBeLessThan(0.2)
  expect(Math.abs(bias + weights[1]! * 1000)).toBeLessThan(0.25)
})
