import type { ScoreArray } from './pass-plan.ts'

/** Counts one block of scores after the other. */
export interface BlockCounter {
  /** By index, see ScoreBins; counted up. */
  readonly bins: Uint32Array
  /** Receives the scores of marked bins. */
  readonly picked: ScoreArray
  /**
   * @param scores of the counter's precision
   * @param from first one
   * @param to one past the last: at least one more and at most `blockLength`
   */
  count(scores: ScoreArray, from: number, to: number): CountedBlock
}

export interface CountedBlock {
  /** How many scores are picked. */
  readonly pickedCount: number
  /** One of the scores. */
  readonly near: number
  /** Of the distances to `near`: little is lost then where the spread is small beside the mean. */
  readonly sum: number
  /** Of their squares; not finite when a score is not. */
  readonly squares: number
}

/** Most scores of a block: they stay in the second cache, and a call costs little beside them (our choice). */
export const blockLength = 16_384
