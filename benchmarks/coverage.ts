import type { RateInterval } from '@maskmirror/evaluation'
import { z } from 'zod'

const share = z.number().min(0).max(1)

export const CoverageRowSchema = z.object({
  measure: z.string(),
  truth: z.number(),
  /** How each way of making intervals did for the measure; null shares where no draw had an interval. */
  methods: z.record(
    z.string(),
    z.object({
      /** Share of the intervals that hold the truth. */
      covered: share.nullable(),
      /** Shares of those that lie wholly below or above it. */
      tooLow: share.nullable(),
      tooHigh: share.nullable(),
      meanWidth: z.number().nullable(),
      /** Draws in which there was no interval, which the shares leave out. */
      missing: z.int().nonnegative(),
    }),
  ),
})

export type CoverageRow = z.infer<typeof CoverageRowSchema>

/** Counts over many draws how often intervals hold the truth. */
export interface Coverage {
  note(measure: string, truth: number, methods: Readonly<Record<string, RateInterval | null>>): void
  rows(draws: number): CoverageRow[]
}

export function createCoverage(): Coverage {
  const seen = new Map<string, { truth: number; intervals: Map<string, RateInterval[]> }>()
  return {
    note: (measure, truth, methods) => {
      const row = seen.get(measure) ?? { truth, intervals: new Map<string, RateInterval[]>() }
      seen.set(measure, row)
      for (const [method, interval] of Object.entries(methods)) {
        const known = row.intervals.get(method) ?? []
        row.intervals.set(method, known)
        if (interval !== null) known.push(interval)
      }
    },
    rows: (draws) =>
      [...seen].map(([measure, { truth, intervals }]) => ({
        measure,
        truth,
        methods: Object.fromEntries(
          [...intervals].map(([method, all]) => [method, coverageOf(all, truth, draws - all.length)]),
        ),
      })),
  }
}

function coverageOf(
  intervals: readonly RateInterval[],
  truth: number,
  missing: number,
): CoverageRow['methods'][string] {
  if (intervals.length === 0) return { covered: null, tooLow: null, tooHigh: null, meanWidth: null, missing }
  const shareOf = (holds: (interval: RateInterval) => boolean) => intervals.filter(holds).length / intervals.length
  return {
    covered: shareOf(({ low, high }) => low <= truth && truth <= high),
    tooLow: shareOf(({ high }) => high < truth),
    tooHigh: shareOf(({ low }) => low > truth),
    meanWidth: intervals.reduce((sum, { low, high }) => sum + high - low, 0) / intervals.length,
    missing,
  }
}
