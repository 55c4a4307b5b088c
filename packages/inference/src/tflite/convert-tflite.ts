import { InferenceError } from '../error.ts'
import { encodeOnnx, type OnnxConstant, type OnnxNode } from '../onnx/encode-onnx.ts'
import { builtin, type Converter, convolution, maxPool, pad } from './convert-operators.ts'
import { halfToFloat } from './half-float.ts'
import { readTflite, type TfliteGraph, type TfliteOperator } from './read-tflite.ts'

/** Goes up when the converter writes other graphs, so that kept results of older ones are not used. */
export const converterVersion = 1

/**
 * Turns a TensorFlow Lite network into ONNX: what MediaPipe's face networks use (CONV_2D, DEPTHWISE_CONV_2D, PRELU,
 * ADD, MAX_POOL_2D, PAD, RESHAPE, LOGISTIC, and half-precision weights behind DEQUANTIZE).
 *
 * Pictures inside are [batch, channels, height, width], as ONNX convolutions want them, so the input is NCHW with a free
 * batch; outputs keep TensorFlow's order.
 *
 * @throws InferenceError `not-tflite`, `unsupported-operator`
 */
export function convertTfliteToOnnx(file: Uint8Array): Uint8Array {
  const graph = readTflite(file)
  try {
    return convertGraph(graph)
  } catch (cause) {
    if (cause instanceof InferenceError) throw cause
    // a number in the file that fits no tensor
    throw new InferenceError({
      code: 'not-tflite',
      message: `Expected a TensorFlow Lite model but ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    })
  }
}

function convertGraph(graph: TfliteGraph): Uint8Array {
  const context = createContext(graph)
  graph.operators.forEach((operator, index) => {
    convert(operator, index, context)
  })
  const outputs = graph.outputs.map((tensor) => {
    const { name, shape } = graph.tensors[tensor]!
    context.node('Identity', [context.channelsLast(tensor)], [name])
    return { name, shape: ['batch', ...shape.slice(1)] }
  })
  return encodeOnnx({
    name: 'from-tflite',
    inputs: graph.inputs.map((tensor) => {
      const { name, shape } = graph.tensors[tensor]!
      const [, height, width, channels] = shape
      return { name, shape: shape.length === 4 ? ['batch', channels!, height!, width!] : ['batch', ...shape.slice(1)] }
    }),
    outputs,
    nodes: context.nodes,
    constants: context.constants,
  })
}

function createContext(graph: TfliteGraph): Converter & { nodes: OnnxNode[]; constants: OnnxConstant[] } {
  const nodes: OnnxNode[] = []
  const constants: OnnxConstant[] = []
  const known = new Map<number, Float32Array>()
  const tensorAt = (index: number) => {
    const tensor = graph.tensors[index]
    if (tensor !== undefined) return tensor
    throw new InferenceError({ code: 'not-tflite', message: `Expected tensor ${index} to exist but it does not` })
  }
  const node: Converter['node'] = (type, inputs, outputs, attributes) => {
    nodes.push({ type, inputs, outputs, ...(attributes && { attributes }) })
  }
  const constant: Converter['constant'] = (name, dims, values) => {
    constants.push({ name, dims, values: values instanceof Float32Array ? { float32: values } : { int64: values } })
    return name
  }
  return {
    nodes,
    constants,
    node,
    constant,
    tensor: tensorAt,
    // inputs and outputs keep their names, so what is computed between them must not collide with those
    name: (index) => (graph.inputs.includes(index) ? tensorAt(index).name : `t${index}`),
    setFloats: (index, values) => {
      known.set(index, values)
    },
    floats: (index) => {
      const tensor = tensorAt(index)
      const folded = known.get(index)
      if (folded !== undefined) return folded
      if (tensor.type === 'float16' && tensor.bytes.length > 0) return halfToFloat(tensor.bytes)
      if (tensor.type === 'float32' && tensor.bytes.length > 0) return new Float32Array(tensor.bytes.slice().buffer)
      return null
    },
    integers: (index) => [...new Int32Array(tensorAt(index).bytes.slice().buffer)],
    channelsLast: (index) => {
      const name = graph.inputs.includes(index) ? tensorAt(index).name : `t${index}`
      if (tensorAt(index).shape.length !== 4) return name
      const turned = `${name}:nhwc`
      if (!nodes.some(({ outputs }) => outputs[0] === turned)) {
        node('Transpose', [name], [turned], { perm: [0, 2, 3, 1] })
      }
      return turned
    },
  }
}

function convert(operator: TfliteOperator, index: number, context: Converter): void {
  const [input = -1, second = -1] = operator.inputs
  const [output = -1] = operator.outputs
  const to = context.name(output)
  switch (operator.code) {
    case builtin.dequantize: {
      const values = context.floats(input)
      if (values === null) throw unsupported(index, 'DEQUANTIZE of something that is not a half-precision constant')
      context.setFloats(output, values)
      return
    }
    case builtin.conv2d:
    case builtin.depthwiseConv2d:
      convolution(operator, context, operator.code === builtin.depthwiseConv2d)
      return
    case builtin.maxPool2d:
      maxPool(operator, context)
      return
    case builtin.pad:
      pad(operator, context)
      return
    case builtin.prelu: {
      const slope = context.floats(second)
      const channels = context.tensor(input).shape.at(-1)!
      if (slope?.length !== channels) throw unsupported(index, 'PRELU whose slopes are not one a channel')
      context.node('PRelu', [context.name(input), context.constant(`${to}:slope`, [channels, 1, 1], slope)], [to])
      return
    }
    case builtin.add: {
      if (context.floats(input) !== null || context.floats(second) !== null)
        throw unsupported(index, 'ADD of a constant')
      if ((operator.options?.int8(0, 0) ?? 0) !== 0) throw unsupported(index, 'ADD with an activation')
      context.node('Add', [context.name(input), context.name(second)], [to])
      return
    }
    case builtin.reshape: {
      const shape = context.tensor(output).shape
      // the first 0 keeps the batch
      const target = context.constant(`${to}:shape`, [shape.length], [0, ...shape.slice(1)])
      if (shape.length === 4) throw unsupported(index, 'RESHAPE to a picture')
      context.node('Reshape', [context.channelsLast(input), target], [to])
      return
    }
    case builtin.logistic:
      context.node('Sigmoid', [context.name(input)], [to])
      return
    default:
      throw unsupported(index, `builtin operator ${operator.code}`)
  }
}

function unsupported(index: number, what: string): InferenceError {
  return new InferenceError({
    code: 'unsupported-operator',
    message: `Expected operators of MediaPipe’s face networks but operator ${index} is ${what}`,
    details: { index },
  })
}
