import type { TensorInfo } from '../runtime/tensor.ts'

/** A constant of any model: float32 or whole numbers where it is one of them, else both null. */
export interface ModelConstant {
  readonly name: string
  readonly dims: readonly number[]
  readonly float32: Float32Array | null
  readonly integers: readonly number[] | null
}

/** null where an attribute is of a kind that no layer of a recogniser needs, such as a subgraph. */
export type ModelAttribute = number | string | readonly number[] | ModelConstant | null

export interface ModelNode {
  readonly type: string
  /** Empty for ONNX's own operators. */
  readonly domain: string
  /** An empty name stands for an optional input that is left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, ModelAttribute>>
}

/** What an ONNX file holds, as far as one must know it to go on from one of its tensors. */
export interface OnnxModel {
  /** Of ONNX's own operators. */
  readonly opset: number
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  /** Each after those that it takes from. */
  readonly nodes: readonly ModelNode[]
  /** By name; those that are nodes of the type `Constant` too. */
  readonly constants: ReadonlyMap<string, ModelConstant>
}
