import type { ModelAttribute, ModelNode, OnnxModel } from '@maskmirror/inference/onnx'
import * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '#layers/parameters.ts'
import { clamp } from './clamp.ts'
import { globalDepthwise } from './global-depthwise.ts'
import type { TailWeights } from './tail-weights.ts'

/** Tensors by the name that they have in the model; maps are [batch, height, width, channels]. */
type Values = ReadonlyMap<string, tf.Tensor>

/** Computes a node's output. */
export type TailLayer = (values: Values, parameters: Parameters) => tf.Tensor

export interface TailContext {
  readonly model: OnnxModel
  readonly node: ModelNode
  readonly weights: TailWeights
  /** Sizes of a tensor as in the model: [batch, channels, height, width] for maps. */
  readonly shapeOf: (name: string) => readonly number[]
}

/** A layer, or why it cannot be learned on. */
type Built = TailLayer | string

/** By ONNX's name: what recognisers have behind their last feature maps. */
const builders: Readonly<Record<string, (context: TailContext) => Built>> = {
  Conv: convolution,
  Gemm: (context) => {
    const { node } = context
    const whole =
      numberOf(node, 'alpha', 1) === 1 && numberOf(node, 'beta', 1) === 1 && numberOf(node, 'transA', 0) === 0
    return whole ? product(context, numberOf(node, 'transB', 0) === 1) : 'it scales or turns its input'
  },
  MatMul: (context) => product(context, false),
  BatchNormalization: batchNormalisation,
  PRelu: (context) => {
    const slope = constant(context, 1)
    if (slope === null) return 'its slopes are no constant'
    const name = context.weights.take(slope.name, flat(slope.dims))
    return unary(context, (x, parameters) => tf.prelu(x, parameters[name]!))
  },
  Relu: (context) => unary(context, (x) => tf.relu(x)),
  LeakyRelu: (context) => {
    const slope = numberOf(context.node, 'alpha', 0.01)
    return unary(context, (x) => tf.prelu(x, tf.scalar(slope)))
  },
  Clip: clip,
  Add: (context) => binary(context, (a, b) => tf.add(a, b)),
  Sub: (context) => binary(context, (a, b) => tf.sub(a, b)),
  Mul: (context) => binary(context, (a, b) => tf.mul(a, b)),
  Div: (context) => binary(context, (a, b) => tf.div(a, b)),
  GlobalAveragePool: (context) => unary(context, (x) => tf.mean(x, [1, 2], true)),
  Identity: (context) => unary(context, (x) => tf.clone(x)),
  Dropout: (context) => unary(context, (x) => tf.clone(x)),
  Flatten: reshaped,
  Reshape: reshaped,
  Squeeze: reshaped,
}

/** @returns the layer, or a sentence that says why the node cannot be learned on */
export function tailLayer(context: TailContext): Built {
  const { type, domain } = context.node
  const build = domain === '' || domain === 'ai.onnx' ? builders[type] : undefined
  if (build === undefined) return `the operator ${domain === '' ? '' : `${domain}.`}${type} is not known here`
  const built = build(context)
  return typeof built === 'string' ? `${type}: ${built}` : built
}

function unary({ node }: TailContext, compute: (x: tf.Tensor, parameters: Parameters) => tf.Tensor): TailLayer {
  const from = node.inputs[0]!
  return (values, parameters) => compute(values.get(from)!, parameters)
}

function convolution(context: TailContext): Built {
  const { node, weights, shapeOf } = context
  const [weight, bias] = [constant(context, 1), constant(context, 2)]
  if (weight === null || (bias === null && node.inputs.length > 2)) return 'its weights are no constants'
  const [filters, , height, width] = weight.dims as [number, number, number, number]
  const [, channels, inHeight, inWidth] = shapeOf(node.inputs[0]!) as [number, number, number, number]
  const groups = numberOf(node, 'group', 1)
  const [top, left, bottom, right] = listOf(node, 'pads', [0, 0, 0, 0]) as [number, number, number, number]
  const strides = listOf(node, 'strides', [1, 1]) as [number, number]
  if (weight.dims.length !== 4) return 'it is not over height and width'
  if (listOf(node, 'dilations', [1, 1]).some((dilation) => dilation !== 1)) return 'its kernel has holes'
  if (!['', 'NOTSET'].includes(textOf(node, 'auto_pad'))) return 'its padding is named, not numbered'
  const pads: [[number, number], [number, number], [number, number], [number, number]] = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]
  const biasName = bias === null ? null : weights.take(bias.name, flat(bias.dims))
  const withBias = (x: tf.Tensor, parameters: Parameters) => (biasName === null ? x : tf.add(x, parameters[biasName]!))
  if (groups === 1) {
    const order = [2, 3, 1, 0]
    const name = weights.take(weight.name, { dims: weight.dims, order, shape: order.map((axis) => weight.dims[axis]!) })
    return unary(context, (x, parameters) =>
      withBias(tf.conv2d(x as tf.Tensor4D, parameters[name] as tf.Tensor4D, strides, pads), parameters),
    )
  }
  if (groups !== channels || filters !== channels) return 'its channels are in groups'
  if (height !== width) return 'its kernel for each channel is no square'
  const order = [2, 3, 0, 1]
  const name = weights.take(weight.name, { dims: weight.dims, order, shape: order.map((axis) => weight.dims[axis]!) })
  const isGlobal = height === inHeight && width === inWidth && [top, left, bottom, right].every((pad) => pad === 0)
  return unary(context, (x, parameters) => {
    const filter = parameters[name] as tf.Tensor4D
    const y = isGlobal
      ? globalDepthwise(x as tf.Tensor4D, filter)
      : tf.depthwiseConv2d(x as tf.Tensor4D, filter, strides, pads)
    return withBias(y, parameters)
  })
}

function product(context: TailContext, turned: boolean): Built {
  const { node, weights, shapeOf } = context
  const [weight, bias] = [constant(context, 1), constant(context, 2)]
  if (weight === null || (bias === null && node.inputs.length > 2)) return 'its weights are no constants'
  if (shapeOf(node.inputs[0]!).length !== 2 || weight.dims.length !== 2) return 'it is not of vectors'
  const order = turned ? [1, 0] : [0, 1]
  const name = weights.take(weight.name, { dims: weight.dims, order, shape: order.map((axis) => weight.dims[axis]!) })
  const biasName = bias === null ? null : weights.take(bias.name, flat(bias.dims))
  return unary(context, (x, parameters) => {
    const y = tf.matMul(x as tf.Tensor2D, parameters[name] as tf.Tensor2D)
    return biasName === null ? y : tf.add(y, parameters[biasName]!)
  })
}

/** With the model's own statistics, which stay as they are: so the first step begins exactly where the model was. */
function batchNormalisation(context: TailContext): Built {
  const { node, weights } = context
  const parts = [1, 2, 3, 4].map((index) => constant(context, index))
  if (parts.some((part) => part === null)) return 'its numbers are no constants'
  const [scale, offset, mean, variance] = parts.map((part, i) => weights.take(part!.name, flat(part!.dims), i < 2))
  const epsilon = numberOf(node, 'epsilon', 1e-5)
  return unary(context, (x, parameters) => {
    const factor = tf.div(parameters[scale!]!, tf.sqrt(tf.add(parameters[variance!]!, epsilon)))
    return tf.add(tf.mul(tf.sub(x, parameters[mean!]!), factor), parameters[offset!]!)
  })
}

function clip(context: TailContext): Built {
  const { node } = context
  /** null where it is not known here */
  const bound = (index: number, attribute: string, otherwise: number): number | null => {
    const name = node.inputs[index]
    if (name === undefined || name === '') return numberOf(node, attribute, otherwise)
    return constant(context, index)?.values[0] ?? null
  }
  const [least, most] = [bound(1, 'min', Number.NEGATIVE_INFINITY), bound(2, 'max', Number.POSITIVE_INFINITY)]
  if (least === null || most === null) return 'its bounds are no constants'
  return unary(context, (x) => clamp(x, least, most))
}

/** Two values, or a value and a constant that is learned. */
function binary(context: TailContext, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Built {
  const { node, weights, shapeOf } = context
  const rank = shapeOf(node.outputs[0]!).length
  const operands = node.inputs.map((input, index) => {
    const given = constant(context, index)
    if (given === null) return context.model.constants.has(input) ? null : { value: input }
    const dims = [...Array.from({ length: Math.max(0, rank - given.dims.length) }, () => 1), ...given.dims]
    const order = rank === 4 ? [0, 2, 3, 1] : dims.map((_, axis) => axis)
    return { parameter: weights.take(given.name, { dims, order, shape: order.map((axis) => dims[axis]!) }) }
  })
  if (operands.some((operand) => operand === null)) return 'its constant is of another type'
  const ranks = node.inputs.filter((name) => !context.model.constants.has(name)).map((name) => shapeOf(name).length)
  if (ranks.some((one) => one !== rank)) return 'its inputs have another number of axes than its output'
  return (values, parameters) => {
    const [a, b] = operands.map((operand) =>
      'value' in operand! ? values.get(operand.value!)! : parameters[operand!.parameter!]!,
    )
    return compute(a!, b!)
  }
}

/** Into other axes, in the order in which the model lists numbers: channel by channel. */
function reshaped(context: TailContext): Built {
  const { node, shapeOf } = context
  const [from, to] = [shapeOf(node.inputs[0]!), shapeOf(node.outputs[0]!)]
  if (from[0] !== to[0]) return 'it mixes pictures'
  const isPlain = from.length === 4 && from[2] === 1 && from[3] === 1
  return unary(context, (x) => {
    const listed = from.length === 4 && !isPlain ? tf.transpose(x, [0, 3, 1, 2]) : x
    const shape = to.slice(1)
    const y = tf.reshape(listed, [-1, ...shape])
    return to.length === 4 ? tf.transpose(y, [0, 2, 3, 1]) : y
  })
}

interface Constant {
  readonly name: string
  readonly dims: readonly number[]
  readonly values: Float32Array
}

function constant({ model, node }: TailContext, index: number): Constant | null {
  const found = model.constants.get(node.inputs[index] ?? '')
  if (found === undefined || found.float32 === null) return null
  return { name: node.inputs[index]!, dims: found.dims, values: found.float32 }
}

function flat(dims: readonly number[]) {
  return { dims, order: dims.map((_, axis) => axis), shape: [dims.reduce((product, dim) => product * dim, 1)] }
}

function numberOf({ attributes }: ModelNode, name: string, otherwise: number): number {
  const value = attributes[name]
  return typeof value === 'number' ? value : otherwise
}

function listOf({ attributes }: ModelNode, name: string, otherwise: readonly number[]): readonly number[] {
  const value: ModelAttribute | undefined = attributes[name]
  return Array.isArray(value) ? value : otherwise
}

function textOf({ attributes }: ModelNode, name: string): string {
  const value = attributes[name]
  return typeof value === 'string' ? value : ''
}
