/** Scores that are kept one by one, up to a limit. */
export interface GrowingScores {
  append(scores: Float32Array | Float64Array): void
  /** In the order in which they came, without negative zeros; null when there were more than the limit. */
  values(): Float64Array | null
}

export function createGrowingScores(limit: number): GrowingScores {
  let values = new Float64Array(0)
  let count = 0
  return {
    append: (scores) => {
      const needed = count + scores.length
      if (needed > values.length && needed <= limit) {
        const larger = new Float64Array(Math.min(limit, Math.max(1024, 2 * needed)))
        larger.set(values.subarray(0, count))
        values = larger
      }
      if (needed <= limit) values.set(scores, count)
      count = needed
    },
    values: () => {
      if (count > limit) return null
      for (let i = 0; i < count; i++) values[i]! += 0
      return values.slice(0, count) // a view would be sent to another thread with all of its buffer
    },
  }
}
