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
