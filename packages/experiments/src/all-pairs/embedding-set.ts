import { toUnitRows } from '@maskmirror/inference/product'
import { AllPairsError } from './error.ts'

/**
 * Embeddings of one side, sorted by person, so that the genuine pairs of a row lie beside each other. The memory is shared with
 * the worker threads.
 */
export interface EmbeddingSet {
  readonly count: number
  readonly dimension: number
  /** [count, dimension], rows of length 1. */
  readonly rows: Float32Array
  /** [count] number of the person, ascending. */
  readonly people: Int32Array
  /** [count] number of the picture; ascending among the rows of a person. */
  readonly pictures: Int32Array
}

/** An embedding set to be filled with rows. */
export interface EmbeddingSetBuilder {
  /**
   * Copies a row in and makes its length 1.
   *
   * @param index which one, in the order of the labels
   * @throws AllPairsError `bad-embedding` when it is zero or not finite
   */
  setRow(index: number, values: ArrayLike<number>): void
  /** When all rows are set. */
  finish(): EmbeddingSet
}

/**
 * @param options.name how messages call this side
 * @param options.people by row
 * @param options.pictures by row; rows with the same number are the same picture and never compared
 */
export function createEmbeddingSet({
  name,
  dimension,
  people,
  pictures,
}: {
  name: string
  dimension: number
  people: Int32Array
  pictures: Int32Array
}): EmbeddingSetBuilder {
  const count = people.length
  const order = Int32Array.from(people.keys()).sort(
    (a, b) => people[a]! - people[b]! || pictures[a]! - pictures[b]! || a - b,
  )
  const placeOf = new Int32Array(count)
  for (const [place, index] of order.entries()) placeOf[index] = place
  const rows = new Float32Array(new SharedArrayBuffer(count * dimension * 4))
  return {
    setRow: (index, values) => {
      const place = placeOf[index]!
      const row = rows.subarray(place * dimension, (place + 1) * dimension)
      row.set(values)
      try {
        toUnitRows(row, dimension)
      } catch (cause) {
        throw new AllPairsError({
          code: 'bad-embedding',
          message: `Expected row ${index + 1} of ${name} to be finite and not zero`,
          details: { name, row: index + 1 },
          cause,
        })
      }
    },
    finish: () => ({
      count,
      dimension,
      rows,
      people: shared(order, people),
      pictures: shared(order, pictures),
    }),
  }
}

function shared(order: Int32Array, values: Int32Array): Int32Array {
  const result = new Int32Array(new SharedArrayBuffer(order.length * 4))
  for (const [place, index] of order.entries()) result[place] = values[index]!
  return result
}
