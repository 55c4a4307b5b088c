import { InferenceError } from '../error.ts'

/**
 * Divides every row by its length, in place.
 *
 * @param values [n, dimension]
 * @param first index of the first row, for the message
 * @throws InferenceError `bad-embedding` when a row is zero or has a value that is not finite
 */
export function toUnitRows(values: Float32Array, dimension: number, first = 0): void {
  for (let offset = 0; offset < values.length; offset += dimension) {
    let sum = 0
    for (let i = offset; i < offset + dimension; i++) sum += values[i]! * values[i]!
    const length = Math.sqrt(sum)
    if (!Number.isFinite(length) || length === 0) {
      const row = first + offset / dimension
      throw new InferenceError({
        code: 'bad-embedding',
        message: `Expected embedding ${row} to be finite and not zero but its length is ${length}`,
        details: { row, length },
      })
    }
    for (let i = offset; i < offset + dimension; i++) values[i]! /= length
  }
}
