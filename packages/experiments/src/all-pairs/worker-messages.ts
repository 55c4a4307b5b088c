import type { PassCounts, PassPlan } from '@maskmirror/evaluation/counting'
import type { PairRanges } from './pair-ranges.ts'

/** What a worker is started with. Typed arrays are in shared memory. */
export interface WorkerSetup {
  readonly dimension: number
  readonly blockRows: number
  /** [count, dimension] */
  readonly references: Float32Array
  readonly probes: Float32Array
  readonly ranges: PairRanges
}

/** Blocks that all workers take from, one at a time. */
export interface SharedWork {
  /** Four numbers for each block, see BlockList. */
  readonly blocks: Int32Array
  /** See the places below. */
  readonly progress: Int32Array
}

/** Places in `progress`: the next block to be taken, how many are done, and whether to stop (1). */
export const nextBlock = 0
export const doneBlocks = 1
export const stopped = 2

export type WorkerRequest =
  | {
      readonly kind: 'sample'
      readonly work: SharedWork
      /** One impostor score of so many is taken. */
      readonly every: number
    }
  | {
      readonly kind: 'count'
      readonly work: SharedWork
      readonly plan: PassPlan
      readonly countGenuine: boolean
      /** Mean, squared distances and count of genuine and of impostor scores: six numbers for each block, filled in. */
      readonly moments: Float64Array
    }

export interface SampleReply {
  readonly genuine: Float32Array
  readonly impostor: Float32Array
}

export type WorkerReply =
  | { readonly sample: SampleReply }
  | { readonly counts: PassCounts }
  | { readonly ready: true }
  | { readonly error: string }
