import type { Measurement } from './measurement.ts'

/** What a `*.bench.ts` file exports as `benchmark`. */
export interface Benchmark {
  readonly name: string
  /** One sentence: what is measured against what. */
  readonly description: string
  /** Measurements, or what is missing on this machine. */
  run(print: (line: string) => void): Promise<{ measurements: Measurement[] } | { missing: string }>
}
