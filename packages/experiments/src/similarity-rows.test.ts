import { createRng } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { packRows, similarityRow } from './similarity-rows.ts'

test.each([1, 2, 7, 64])('dot products of %d values', (dim) => {
  const rng = createRng(dim)
  const vector = () => Float32Array.from({ length: dim }, () => rng.normal())
  const rows = [vector(), vector(), vector()]
  const probe = vector()
  const row = new Float64Array(3)
  similarityRow(packRows(rows), probe, row)
  for (const [i, values] of rows.entries()) {
    expect(row[i]).toBeCloseTo(
      values.reduce((sum, value, k) => sum + value * probe[k]!, 0),
      5,
    )
  }
})
