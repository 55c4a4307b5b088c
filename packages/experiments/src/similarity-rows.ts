/** Embeddings packed for products. */
export interface PackedRows {
  /** [count, dim], rows of unit length */
  readonly values: Float32Array
  readonly count: number
  readonly dim: number
}

/** @param rows at least one, all of one length */
export function packRows(rows: readonly Float32Array[]): PackedRows {
  const dim = rows[0]!.length
  const values = new Float32Array(rows.length * dim)
  for (const [i, row] of rows.entries()) values.set(row, i * dim)
  return { values, count: rows.length, dim }
}

/**
 * Cosines of an embedding with all packed rows, in float64 with a fixed order of sums, so that they are the same everywhere.
 *
 * @param row overwritten with the result, of length `count`
 */
export function similarityRow({ values, count, dim }: PackedRows, embedding: Float32Array, row: Float64Array): void {
  for (let i = 0, at = 0; i < count; i++) {
    // two sums do not wait for each other
    let even = 0
    let odd = 0
    let k = 0
    for (; k + 1 < dim; k += 2) {
      even += values[at + k]! * embedding[k]!
      odd += values[at + k + 1]! * embedding[k + 1]!
    }
    if (k < dim) even += values[at + k]! * embedding[k]!
    row[i] = even + odd
    at += dim
  }
}
