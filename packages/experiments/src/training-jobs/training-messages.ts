import type { TrainFile } from '@maskmirror/model'

/** What a training's thread is started with. */
export interface TrainingShare {
  readonly file: TrainFile
  /** Where checkpoints, metrics and the model go. */
  readonly folder: string
  /** Where generated pictures are kept for the next time. */
  readonly cacheDirectory: string
  /** Threads that draw masks. */
  readonly threads: number
}

/** A face as it is learned from, bare and with its mask. */
export interface FacePair {
  readonly unmasked: Uint8Array<ArrayBuffer>
  readonly masked: Uint8Array<ArrayBuffer>
}

/** What the thread tells. */
export type TrainingMessage =
  | { readonly kind: 'backend'; readonly name: string; readonly description: string }
  | { readonly kind: 'preparing'; readonly stage: string; readonly done: number; readonly total: number }
  /** RGB pictures of `side` × `side` pixels. */
  | { readonly kind: 'examples'; readonly side: number; readonly pairs: readonly FacePair[] }
  /** Pictures. */
  | {
      readonly kind: 'step'
      readonly done: number
      readonly total: number
      readonly ratePerSecond: number
      readonly etaSeconds: number
    }
  | { readonly kind: 'ended'; readonly how: 'complete' | 'early' | 'stopped' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
