import type { RateInterval } from '@maskmirror/evaluation'

/** How one way of making intervals did for one measure. */
export interface MethodCoverage {
  /** Share of the intervals that hold the truth. */
  readonly covered: number
  /** Shares of those that lie wholly below or above it. */
  readonly tooLow: number
  readonly tooHigh: number
  readonly meanWidth: number
  /** Draws in which there was no interval, which the shares leave out. */
  readonly missing: number
}

export interface CoverageRow {
  readonly measure: string
  readonly truth: number
  readonly methods: Readonly<Record<string, MethodCoverage>>
}

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

function coverageOf(intervals: readonly RateInterval[], truth: number, missing: number): MethodCoverage {
  const share = (holds: (interval: RateInterval) => boolean) => intervals.filter(holds).length / intervals.length
  return {
    covered: share(({ low, high }) => low <= truth && truth <= high),
    tooLow: share(({ high }) => high < truth),
    tooHigh: share(({ low }) => low > truth),
    meanWidth: intervals.reduce((sum, { low, high }) => sum + high - low, 0) / intervals.length,
    missing,
  }
}
