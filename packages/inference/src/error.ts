import { MaskMirrorError } from '@maskmirror/core'

export type InferenceErrorCode =
  | 'unknown-model'
  | 'model-missing'
  | 'wrong-checksum'
  | 'unconfirmed-checksum'
  | 'bad-card'
  | 'not-onnx'
  | 'not-tflite'
  | 'unsupported-operator'
  | 'bad-archive'
  | 'input-shape'
  | 'output-shape'
  | 'run-failed'
  | 'bad-crop'
  | 'bad-embedding'
  | 'offline'
  | 'download-failed'
  | 'unwritable-directory'
  | 'session-closed'
  | 'bad-option'

/** What goes wrong with models: finding, fetching, opening and running them. */
export class InferenceError extends MaskMirrorError<InferenceErrorCode> {}
