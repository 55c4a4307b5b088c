import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

/** The folder of reference results, null where it is absent. */
export const oracles = (() => {
  const folder = join(process.env.MASKMIRROR_SHARED ?? join(root, '../shared'), 'oracles/evaluation')
  return existsSync(folder) ? folder : null
})()

/** What the title of a test says about the folder. */
export const needsOracles = oracles === null ? ' (skipped: needs ../shared/oracles/evaluation)' : ''

/** JSON of reference results, in which NaN and infinities are strings. */
export function readJson(...path: string[]) {
  return JSON.parse(readFileSync(join(oracles!, ...path), 'utf8'))
}

/** Cells of a CSV file without quotes, header left out. */
export function readCsv(...path: string[]): string[][] {
  const [, ...lines] = readFileSync(join(oracles!, ...path), 'utf8')
    .trim()
    .split(/\r?\n/)
  return lines.map((line) => line.split(','))
}

/** One number a line. */
export function readNumbers(...path: string[]): Float64Array {
  return Float64Array.from(
    readFileSync(join(oracles!, ...path), 'utf8')
      .trim()
      .split(/\s+/),
    Number,
  )
}

/** Rows of a two-dimensional float32 array in NumPy's file format, version 1, C order. */
export function readFloat32Rows(...path: string[]): Float32Array[] {
  const bytes = readFileSync(join(oracles!, ...path))
  const headerLength = bytes.readUInt16LE(8)
  const header = bytes.subarray(10, 10 + headerLength).toString('latin1')
  const [rows, columns] = /'shape': \((\d+), (\d+)\)/.exec(header)!.slice(1).map(Number) as [number, number]
  const values = new Float32Array(Uint8Array.from(bytes.subarray(10 + headerLength)).buffer)
  return Array.from({ length: rows }, (_, row) => values.subarray(row * columns, (row + 1) * columns))
}
