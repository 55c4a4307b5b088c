import { instantiateWasm } from '@maskmirror/core'
import { resizeRowsBytes } from './resize-rows-bytes.ts'
import type { Shares } from './shares.ts'

/** See resize-rows.wat. */
interface RowLoops {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly across: (from: number, to: number, columns: number, weights: number, width: number, channels: number) => void
  readonly down: (
    rows: number,
    end: number,
    stride: number,
    first: number,
    weights: number,
    count: number,
    to: number,
    values: number,
  ) => void
}

/** Of how a picture is resized. */
export interface RowPlan {
  readonly columns: Shares
  readonly rows: Shares
  readonly channels: number
  /** Bytes of a row of the source. */
  readonly sourceBytes: number
}

const pageBytes = 65_536

/** The loops read and write up to three values more, and their vectors begin at multiples of 16 bytes. */
const padded = (bytes: number) => (bytes + 31) & ~15

/** Started for the first picture. Nothing in its memory outlives a call. */
let started: RowLoops | null = null

/**
 * Resizes row by row, so that hardly more than the rows which one row of the result is mixed from take memory.
 *
 * @param source its rows from above
 * @param result is filled
 */
export function resizeRows(source: Uint8ClampedArray, result: Uint8ClampedArray, plan: RowPlan): void {
  const { columns, rows, channels, sourceBytes } = plan
  started ??= instantiateWasm<RowLoops>(resizeRowsBytes)
  const { memory, across, down } = started
  const width = columns.first.length
  const height = rows.first.length
  const values = width * channels
  const stride = padded(values * Float32Array.BYTES_PER_ELEMENT)
  const mostRows = rows.count.reduce((most, count) => Math.max(most, count), 0)

  const columnsAt = 0
  const columnWeightsAt = columnsAt + 2 * width * Int32Array.BYTES_PER_ELEMENT
  const rowWeightsAt = columnWeightsAt + columns.weights.byteLength
  const ringAt = padded(rowWeightsAt + rows.weights.byteLength)
  const ringEnd = ringAt + mostRows * stride
  const resultAt = ringEnd + padded(sourceBytes)
  const missing = resultAt + padded(values) - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))

  const bytes = new Uint8ClampedArray(memory.buffer)
  const columnTable = new Int32Array(memory.buffer, columnsAt, 2 * width)
  for (let x = 0; x < width; x++) {
    columnTable[2 * x] = columns.first[x]! * channels
    columnTable[2 * x + 1] = columns.count[x]!
  }
  const weights = new Float64Array(memory.buffer, columnWeightsAt, columns.weights.length + rows.weights.length)
  weights.set(columns.weights)
  weights.set(rows.weights, columns.weights.length)

  const inRing = (row: number) => ringAt + (row % mostRows) * stride
  let [done, weightsAt] = [0, rowWeightsAt]
  for (let y = 0; y < height; y++) {
    const first = rows.first[y]!
    const count = rows.count[y]!
    for (; done < first + count; done++) {
      bytes.set(source.subarray(done * sourceBytes, (done + 1) * sourceBytes), ringEnd)
      across(ringEnd, inRing(done), columnsAt, columnWeightsAt, width, channels)
    }
    down(ringAt, ringEnd, stride, inRing(first), weightsAt, count, resultAt, values)
    weightsAt += count * Float64Array.BYTES_PER_ELEMENT
    result.set(bytes.subarray(resultAt, resultAt + values), y * values)
  }
}
