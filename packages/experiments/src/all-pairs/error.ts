import { MaskMirrorError } from '@maskmirror/core'

export type AllPairsErrorCode =
  | 'bad-embedding'
  | 'bad-embeddings-file'
  | 'bad-labels-file'
  | 'bad-option'
  | 'cancelled'
  | 'labels-differ'
  | 'pairs-missing'
  | 'worker-ended'

/** What goes wrong when all pairs of embeddings are compared. */
export class AllPairsError extends MaskMirrorError<AllPairsErrorCode> {}
