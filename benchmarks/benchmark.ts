/** What a `*.bench.ts` file exports as `benchmark`. */
export interface Benchmark {
  readonly name: string
  /** One sentence: what is measured against what. */
  readonly description: string
  /** Measurements, kept as JSON as they are, or what is missing on this machine. */
  run(print: (line: string) => void): Promise<{ measurements: readonly object[] } | { missing: string }>
}
