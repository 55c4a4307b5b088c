/** Scores that are kept one by one, up to a limit. */
export interface GrowingScores {
  append(scores: Float32Array | Float64Array): void
  /** In the order in which they came, as several arrays; null when there were more than the limit. */
  values(): (Float32Array | Float64Array)[] | null
}

/** Scores of one array: growing costs no copy and at most this much is not used (our choice). */
const chunkLength = 65_536

export function createGrowingScores(limit: number): GrowingScores {
  const chunks: (Float32Array | Float64Array)[] = []
  let inLast = chunkLength
  let count = 0
  return {
    append: (scores) => {
      count += scores.length
      if (count > limit) {
        chunks.length = 0
        return
      }
      for (let from = 0; from < scores.length; ) {
        if (inLast === chunkLength) {
          chunks.push(scores instanceof Float32Array ? new Float32Array(chunkLength) : new Float64Array(chunkLength))
          inLast = 0
        }
        const part = scores.subarray(from, Math.min(scores.length, from + chunkLength - inLast))
        chunks.at(-1)!.set(part, inLast)
        inLast += part.length
        from += part.length
      }
    },
    values: () =>
      count > limit ? null : chunks.map((chunk, i) => (i === chunks.length - 1 ? chunk.slice(0, inLast) : chunk)),
  }
}
