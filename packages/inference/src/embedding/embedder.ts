import type { Image } from '@maskmirror/core'

/** Turns aligned face crops into vectors of unit length. A row depends on its crop alone, not on its neighbours. */
export interface Embedder {
  readonly name: string
  /** sha256 of the weights, or the version of the algorithm: with the name it identifies what made an embedding. */
  readonly version: string
  readonly dimension: number
  /** What `embed` expects, pixels. */
  readonly inputSize: { readonly width: number; readonly height: number }
  /** Most crops that make sense in one call; more are accepted and split. */
  readonly maxBatch: number
  /**
   * @param crops RGB or grey pictures of `inputSize`
   * @returns [crops.length, dimension], rows of length 1, so that their dot product is the cosine similarity
   * @throws InferenceError `bad-crop` when a size differs, `bad-embedding` when a row is zero or not finite
   */
  embed(crops: readonly Image[]): Promise<Float32Array>
  close(): Promise<void>
}
