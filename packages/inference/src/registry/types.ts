import type { ProgressReporter } from '@maskmirror/core'
import type { ModelCard } from '../model-card.ts'

/** `unconfirmed`: present, but neither the card nor the user has named a checksum for it. */
export type ModelState = 'present' | 'missing' | 'wrong-checksum' | 'unconfirmed'

export interface ModelListing {
  readonly card: ModelCard
  readonly state: ModelState
  /** Where the file lies; null when missing. */
  readonly path: string | null
}

/** A model that is ready to be opened. */
export interface ResolvedModel {
  readonly card: ModelCard
  /** The ONNX file, unpacked or converted where the published file is not ONNX itself. */
  readonly path: string
  /** Of the published file, or of the user's own file: identifies the weights. */
  readonly sha256: string
}

export interface PullOptions {
  /** `done` and `total` are bytes; total is 0 while the size is unknown. */
  readonly onProgress?: ProgressReporter
  readonly signal?: AbortSignal
  /** For a card without a checksum: the sha256 that the user has checked and trusts. */
  readonly acceptedSha256?: string
}

/** Finds, checks and fetches models by the name of their card. */
export interface ModelRegistry {
  /** Every card, with the state of its file. Large files are hashed, so this may take a second. */
  list(): Promise<ModelListing[]>
  /**
   * @param nameOrPath a card's name, or the path of an `.onnx` file with or without `<file>.card.json` beside it
   * @throws InferenceError `unknown-model`, `model-missing`, `wrong-checksum`, `unconfirmed-checksum`, `bad-card`, `not-onnx`, `not-tflite`, `unwritable-directory`
   */
  resolve(nameOrPath: string): Promise<ResolvedModel>
  /**
   * Fetches a model into the first directory, from the mirror folder when it has the file, else from the card's address,
   * continuing what an interrupted pull left. Nothing is fetched when a good file is there.
   *
   * @throws InferenceError `offline` (with the file to place by hand), `download-failed`, `wrong-checksum`, `unconfirmed-checksum`, `unwritable-directory`
   */
  pull(name: string, options?: PullOptions): Promise<ResolvedModel>
  /**
   * Compares size and checksum of a model's file with its card.
   *
   * @throws InferenceError `unknown-model`
   */
  verify(name: string): Promise<ModelListing>
}
