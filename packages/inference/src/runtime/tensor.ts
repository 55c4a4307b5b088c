/** A dense float32 tensor, row-major. */
export interface FloatTensor {
  readonly data: Float32Array
  readonly dims: readonly number[]
}

/** An input or output of a model as its file declares it; a text is the name of a free dimension. */
export interface TensorInfo {
  readonly name: string
  readonly type: string
  readonly shape: readonly (number | string)[]
}
