import type { Cell } from '#csv-text.ts'
import type { TableOperatingPoint } from '#table-rates.ts'

/** A rate in percent with all digits; null where there is none. */
export function percentCell(rate: number | undefined): number | null {
  return rate === undefined ? null : rate * 100
}

/** Both error rates at a threshold with their intervals, in percent; empty without a point. */
export function pointRateCells(name: string, point: TableOperatingPoint | null): Record<string, Cell> {
  return {
    [`FMR at ${name} (%)`]: percentCell(point?.fmr),
    [`FMR low at ${name} (%)`]: percentCell(point?.fmrInterval?.low),
    [`FMR high at ${name} (%)`]: percentCell(point?.fmrInterval?.high),
    [`FNMR at ${name} (%)`]: percentCell(point?.fnmr),
    [`FNMR low at ${name} (%)`]: percentCell(point?.fnmrInterval?.low),
    [`FNMR high at ${name} (%)`]: percentCell(point?.fnmrInterval?.high),
  }
}
