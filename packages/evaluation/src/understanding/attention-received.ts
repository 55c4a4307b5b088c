import { EvaluationError } from '#evaluation-error.ts'

/** Attention scores of one picture. */
export interface AttentionScores {
  /** [heads, positions, positions]: head, position that looks, position that is looked at; each row a distribution. */
  readonly data: ArrayLike<number>
  readonly heads: number
  /** Of the feature map, row by row from the upper left. */
  readonly positions: number
}

/**
 * How much attention each position of the feature map receives: the mean over heads and over the positions that look.
 *
 * @returns [positions] shares; their sum is 1 where rows are distributions, so 1 / positions is what even attention gives
 * @throws EvaluationError `shape-mismatch`
 */
export function attentionReceived({ data, heads, positions }: AttentionScores): Float64Array {
  const expected = heads * positions * positions
  if (data.length !== expected || expected === 0) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected attention of ${heads} heads over ${positions} positions to have ${expected} values, more than none, but received ${data.length}`,
      details: { heads, positions, received: data.length },
    })
  }
  const received = new Float64Array(positions)
  for (let i = 0; i < expected; i++) received[i % positions]! += data[i]!
  return received.map((sum) => sum / (heads * positions))
}
