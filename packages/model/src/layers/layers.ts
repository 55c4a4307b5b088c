/** Options of a convolution; weights are stored as [height, width, in, out] (depthwise: [height, width, channels, 1]). */
export interface ConvolutionOptions {
  /** Side of the square kernel, ≥ 1. */
  readonly kernel: number
  /** Step in both directions; default 1. */
  readonly stride?: number
  /** Zeros on each side; default half the kernel, rounded down. */
  readonly padding?: number
  /** Whether a number is added to each channel; default false, because a batch normalisation usually follows. */
  readonly bias?: boolean
}

/**
 * What networks are built of. A network is a function of this interface, and each implementation reads the same function in its
 * own way: one works out shapes and parameters, one computes with TensorFlow.js, one writes ONNX. So a network is described once.
 *
 * Feature maps are [batch, height, width, channels], vectors [batch, channels], tokens [batch, positions, channels]. Names lead
 * to parameters: `name.weight`, `name.bias`, …; each may be used once in a network.
 */
export interface Layers<Value> {
  convolution(x: Value, name: string, options: ConvolutionOptions & { readonly filters: number }): Value
  depthwise(x: Value, name: string, options: ConvolutionOptions): Value
  /** Over all axes but the last; with running statistics. @param options.scale whether it learns a factor; default true */
  batchNorm(x: Value, name: string, options?: { readonly scale?: boolean }): Value
  /** Over the last axis. */
  layerNorm(x: Value, name: string): Value
  /** One learned slope for each channel where x < 0. */
  prelu(x: Value, name: string): Value
  relu(x: Value): Value
  /** x where x ≥ 0, else slope · x. @param slope in [0, 1] */
  leakyRelu(x: Value, slope: number): Value
  /** x · Φ(x), by the error function. */
  gelu(x: Value): Value
  add(a: Value, b: Value): Value
  maxPool(x: Value, options: { readonly kernel: number; readonly stride: number; readonly padding: number }): Value
  /** [batch, height, width, channels] -> [batch, channels] */
  averagePool(x: Value): Value
  /** While training, sets a share of the numbers to zero and scales the others up. @param rate share in [0, 1) */
  dropout(x: Value, name: string, rate: number): Value
  /** [batch, height, width, channels] -> [batch, height·width·channels] */
  flatten(x: Value): Value
  /** Of the last axis. @param options.bias default true */
  dense(x: Value, name: string, options: { readonly units: number; readonly bias?: boolean }): Value
  /** [batch, height, width, channels] -> [batch, height·width, channels] */
  toTokens(map: Value): Value
  /** [batch, height·width, channels] -> [batch, height, width, channels] */
  toMap(tokens: Value, height: number, width: number): Value
  /** Adds a learned vector to each position. */
  addPosition(tokens: Value, name: string): Value
  /**
   * softmax(QKᵀ/√d)·V with `heads` heads of channels/heads numbers.
   *
   * @returns tokens as they came in, and the scores [batch, heads, positions, positions], each row of sum 1: how much a position
   * (row) takes from the others (columns)
   */
  selfAttention(tokens: Value, name: string, options: { readonly heads: number }): { tokens: Value; attention: Value }
}

/** A network with one input; its outputs have names. */
export type Network<Outputs extends string = string> = <Value>(
  layers: Layers<Value>,
  input: Value,
) => Readonly<Record<Outputs, Value>>
