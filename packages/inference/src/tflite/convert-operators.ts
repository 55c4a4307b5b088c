import { InferenceError } from '../error.ts'
import type { OnnxAttribute } from '../onnx/encode-onnx.ts'
import type { TfliteOperator, TfliteTensor } from './read-tflite.ts'

/** Numbers of BuiltinOperator in the TensorFlow Lite schema. */
export const builtin = {
  add: 0,
  conv2d: 3,
  depthwiseConv2d: 4,
  dequantize: 6,
  logistic: 14,
  maxPool2d: 17,
  reshape: 22,
  pad: 34,
  prelu: 54,
} as const

/** What the conversion of one operator reads and writes; tensors are named by their index. */
export interface Converter {
  tensor(index: number): TfliteTensor
  name(index: number): string
  /** Values of a constant, half precision widened; null for a tensor that is computed. */
  floats(index: number): Float32Array | null
  setFloats(index: number, values: Float32Array): void
  integers(index: number): number[]
  node(
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes?: Readonly<Record<string, OnnxAttribute>>,
  ): void
  /** @returns the name, to be used as an input */
  constant(name: string, dims: readonly number[], values: Float32Array | readonly number[]): string
  /** Name of the tensor in TensorFlow's order; a picture is turned back from channels first. */
  channelsLast(index: number): string
}

/** Weights OHWI (or 1HWO for depthwise) become OIHW (or O1HW). */
export function convolution(operator: TfliteOperator, context: Converter, depthwise: boolean): void {
  const [input, weights, bias] = operator.inputs as [number, number, number?]
  const output = operator.outputs[0]!
  const to = context.name(output)
  const values = context.floats(weights)
  const options = operator.options
  if (values === null || options === null) throw damaged('a convolution without constant weights and options')
  const [first, height, width, last] = context.tensor(weights).shape as [number, number, number, number]
  const outputs = depthwise ? last : first
  const inputs = depthwise ? 1 : last
  const turned = new Float32Array(values.length)
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let k = 0; k < height * width; k++) {
        const from = depthwise ? k * outputs + o : (o * height * width + k) * inputs + i
        turned[(o * inputs + i) * height * width + k] = values[from]!
      }
    }
  }
  // field numbers of Conv2DOptions and DepthwiseConv2DOptions
  const [activation, dilationX, dilationY] = depthwise ? [4, 5, 6] : [3, 4, 5]
  if (options.int8(activation, 0) !== 0) throw damaged('a convolution with an activation', 'unsupported-operator')
  const strides = [options.int32(2, 1), options.int32(1, 1)]
  const dilations = [options.int32(dilationY, 1), options.int32(dilationX, 1)]
  const kernel = [height, width]
  const names = [context.name(input), context.constant(`${to}:weights`, [outputs, inputs, height, width], turned)]
  const offsets = bias === undefined || bias < 0 ? null : context.floats(bias)
  if (offsets !== null) names.push(context.constant(`${to}:bias`, [outputs], offsets))
  context.node('Conv', names, [to], {
    kernel_shape: kernel,
    strides,
    dilations,
    group: depthwise ? context.tensor(input).shape[3]! : 1,
    pads: padding(context.tensor(input).shape, context.tensor(output).shape, {
      same: options.int8(0, 0) === 0,
      kernel,
      strides,
      dilations,
    }),
  })
}

export function maxPool(operator: TfliteOperator, context: Converter): void {
  const [input] = operator.inputs as [number]
  const output = operator.outputs[0]!
  const options = operator.options
  if (options === null) throw damaged('a pooling without options')
  if (options.int8(5, 0) !== 0) throw damaged('a pooling with an activation', 'unsupported-operator')
  const strides = [options.int32(2, 1), options.int32(1, 1)]
  const kernel = [options.int32(4, 1), options.int32(3, 1)]
  context.node('MaxPool', [context.name(input)], [context.name(output)], {
    kernel_shape: kernel,
    strides,
    pads: padding(context.tensor(input).shape, context.tensor(output).shape, {
      same: options.int8(0, 0) === 0,
      kernel,
      strides,
      dilations: [1, 1],
    }),
  })
}

/** Zeros around a tensor; amounts are [axis][before, after] in TensorFlow's order. */
export function pad(operator: TfliteOperator, context: Converter): void {
  const [input, amounts] = operator.inputs as [number, number]
  const to = context.name(operator.outputs[0]!)
  const values = context.integers(amounts)
  if (values.length !== 8) throw damaged('a PAD of something that is not a picture', 'unsupported-operator')
  const order = [0, 3, 1, 2]
  const pads = [...order.map((axis) => values[axis * 2]!), ...order.map((axis) => values[axis * 2 + 1]!)]
  context.node('Pad', [context.name(input), context.constant(`${to}:pads`, [8], pads)], [to], { mode: 'constant' })
}

/** ONNX pads [top, left, bottom, right]; TensorFlow's SAME puts the odd pixel at the end. */
function padding(
  from: readonly number[],
  to: readonly number[],
  options: { same: boolean; kernel: number[]; strides: number[]; dilations: number[] },
): number[] {
  if (!options.same) return [0, 0, 0, 0]
  const totals = [0, 1].map((axis) => {
    const reach = (options.kernel[axis]! - 1) * options.dilations[axis]! + 1
    return Math.max(0, (to[axis + 1]! - 1) * options.strides[axis]! + reach - from[axis + 1]!)
  })
  const before = totals.map((total) => Math.floor(total / 2))
  return [...before, ...totals.map((total, axis) => total - before[axis]!)]
}

function damaged(what: string, code: 'not-tflite' | 'unsupported-operator' = 'not-tflite'): InferenceError {
  return new InferenceError({ code, message: `Expected operators of MediaPipe’s face networks but found ${what}` })
}
