/** Scores that are kept one by one, up to a limit. */
export interface GrowingScores {
  push(score: number): void
  /** To be called at the end; null when there were more than the limit. */
  ascending(): Float64Array | null
}

export function createGrowingScores(limit: number): GrowingScores {
  let values = new Float64Array(Math.min(limit, 1024))
  let count = 0
  return {
    push: (score) => {
      if (count === values.length && count < limit) {
        const larger = new Float64Array(Math.min(limit, 2 * count))
        larger.set(values)
        values = larger
      }
      if (count < limit) values[count] = score + 0 // -0 becomes 0
      count++
    },
    ascending: () => (count <= limit ? values.subarray(0, count).sort() : null),
  }
}
