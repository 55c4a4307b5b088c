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

/** Rows are copied to the loops and back as many at a time as this holds, at least one; our choice. */
const bandBytes = 65_536

/** The loops read and write up to three values more, and their vectors begin at multiples of 16 bytes. */
const padded = (bytes: number) => (bytes + 31) & ~15

/** Started for the first picture. Nothing in its memory outlives a call. */
let started: RowLoops | null = null

/**
 * Resizes a few rows at a time, so that hardly more than the rows which one row of the result is mixed from take memory.
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
  const sourceBand = Math.min(source.length / sourceBytes, Math.max(1, Math.floor(bandBytes / sourceBytes)))
  const resultBand = Math.min(height, Math.max(1, Math.floor(bandBytes / values)))

  const columnsAt = 0
  const columnWeightsAt = columnsAt + 2 * width * Int32Array.BYTES_PER_ELEMENT
  const rowWeightsAt = columnWeightsAt + columns.weights.byteLength
  const ringAt = padded(rowWeightsAt + rows.weights.byteLength)
  const ringEnd = ringAt + mostRows * stride
  const resultAt = ringEnd + padded(sourceBand * sourceBytes)
  const missing = resultAt + padded(resultBand * values) - memory.buffer.byteLength
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
      const inBand = done % sourceBand
      if (inBand === 0) bytes.set(source.subarray(done * sourceBytes, (done + sourceBand) * sourceBytes), ringEnd)
      across(ringEnd + inBand * sourceBytes, inRing(done), columnsAt, columnWeightsAt, width, channels)
    }
    const inBand = y % resultBand
    down(ringAt, ringEnd, stride, inRing(first), weightsAt, count, resultAt + inBand * values, values)
    weightsAt += count * Float64Array.BYTES_PER_ELEMENT
    if (inBand === resultBand - 1 || y === height - 1) {
      result.set(bytes.subarray(resultAt, resultAt + (inBand + 1) * values), (y - inBand) * values)
    }
  }
}
