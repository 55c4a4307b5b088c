import type { ScoreHistogram, ScoreRange } from '#score-histogram.ts'

/** Counts scores of both classes in bins of equal width while they pass by. */
export interface HistogramCounter {
  add(scores: Float64Array, genuine: Uint8Array): void
  counts(): ScoreHistogram
}

/**
 * The same bins as `scoreHistogram`: a bin holds its lower edge, the last one both.
 *
 * @param range holds every score
 * @param binCount default 60 (our choice)
 */
export function createHistogramCounter({ low, high }: ScoreRange, binCount = 60): HistogramCounter {
  const width = (high - low) / binCount
  const edges = Array.from({ length: binCount + 1 }, (_, i) => (i === binCount ? high : low + i * width))
  const counts = { genuine: new Array<number>(binCount).fill(0), impostor: new Array<number>(binCount).fill(0) }
  const binOf = (score: number) => {
    let bin = Math.min(binCount - 1, Math.max(0, Math.floor((score - low) / width)))
    while (bin > 0 && score < edges[bin]!) bin-- // the division can round across an edge
    while (bin < binCount - 1 && score >= edges[bin + 1]!) bin++
    return bin
  }
  return {
    add: (scores, genuine) => {
      for (let i = 0; i < scores.length; i++) counts[genuine[i] === 1 ? 'genuine' : 'impostor'][binOf(scores[i]!)]!++
    },
    counts: () => ({ edges, ...counts }),
  }
}
