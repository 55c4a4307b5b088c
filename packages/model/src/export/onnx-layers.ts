import type { OnnxAttribute, OnnxConstant, OnnxNode } from '@maskmirror/inference/onnx'
import { batchNormEpsilon } from '#layers/batch-norm.ts'
import type { ConvolutionOptions, Layers } from '#layers/layers.ts'
import type { Shape } from '#layers/shape-layers.ts'
import { layerNormEpsilon } from '#layers/tensor-layers.ts'
import { permuted } from './permuted.ts'

/** A tensor of the graph; `shape` is as elsewhere in this package, without the batch. */
export interface OnnxTensor {
  readonly name: string
  readonly shape: Shape
  /** A `map` is [height, width, channels] here and [batch, channels, height, width] in the graph; the others are alike. */
  readonly layout: 'map' | 'plain'
  /** The feature map that a vector was flattened from: ONNX lists it channel by channel, the parameters by position. */
  readonly flattened?: Shape
}

/** Nodes and constants in the making. */
export interface OnnxParts {
  readonly nodes: OnnxNode[]
  readonly constants: OnnxConstant[]
}

/** Numbers of a parameter with its shape as the network declares it. */
export type ParameterValues = (name: string) => { readonly values: Float32Array; readonly shape: readonly number[] }

/**
 * Layers that write nodes of ONNX's operator sets 9 to 21.
 *
 * @param opset of the file that the nodes go into
 */
export function onnxLayers(parts: OnnxParts, valuesOf: ParameterValues, opset = 13): Layers<OnnxTensor> {
  let serial = 0
  const node = (type: string, inputs: readonly string[], attributes: Record<string, OnnxAttribute> = {}): string => {
    const output = `${type.toLowerCase()}_${serial++}`
    parts.nodes.push({ type, inputs, outputs: [output], attributes })
    return output
  }
  const floats = (name: string, dims: readonly number[], values: Float32Array): string => {
    parts.constants.push({ name, dims, values: { float32: values } })
    return name
  }
  const scalar = (value: number): string => floats(`number_${serial++}`, [], Float32Array.of(value))
  const integers = (values: readonly number[], dims: readonly number[] = [values.length]): string => {
    const name = `integers_${serial++}`
    parts.constants.push({ name, dims, values: { int64: values } })
    return name
  }
  const vector = (name: string, dims?: readonly number[]): string => {
    const { values } = valuesOf(name)
    return floats(name, dims ?? [values.length], values)
  }
  const reshape = (name: string, dims: readonly number[]) => node('Reshape', [name, integers(dims)])
  const transpose = (name: string, perm: readonly number[]) => node('Transpose', [name], { perm })

  const convolve = (x: OnnxTensor, name: string, options: ConvolutionOptions, groups: number): OnnxTensor => {
    const { kernel, stride = 1, padding = Math.floor(kernel / 2), bias = false } = options
    const { values, shape } = valuesOf(`${name}.weight`)
    // ours is [height, width, in, out] and, depthwise, [height, width, channels, 1]
    const [weights, dims] = groups === 1 ? permuted(values, shape, [3, 2, 0, 1]) : permuted(values, shape, [2, 3, 0, 1])
    const inputs = [x.name, floats(`${name}.weight`, dims, weights), ...(bias ? [vector(`${name}.bias`)] : [])]
    const output = node('Conv', inputs, {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      group: groups,
    })
    return { name: output, shape: pooled(x.shape, kernel, stride, padding, dims[0]!), layout: 'map' }
  }

  const dense = (x: OnnxTensor, name: string, bias: boolean): OnnxTensor => {
    const { values, shape } = valuesOf(`${name}.weight`)
    const [inputs, units] = [shape[0]!, shape[1]!]
    const rows = x.flattened === undefined ? values : permuted(values, [...x.flattened, units], [2, 0, 1, 3])[0]
    const weight = floats(`${name}.weight`, [inputs, units], rows)
    const product = node('MatMul', [x.name, weight])
    const output = bias ? node('Add', [product, vector(`${name}.bias`)]) : product
    return { name: output, shape: [...x.shape.slice(0, -1), units], layout: 'plain' }
  }

  return {
    convolution: (x, name, options) => convolve(x, name, options, 1),
    depthwise: (x, name, options) => convolve(x, name, options, x.shape.at(-1)!),
    batchNorm: (x, name, { scale = true } = {}) => {
      const channels = valuesOf(`${name}.bias`).values.length
      const ones = () => floats(`${name}.weight`, [channels], new Float32Array(channels).fill(1))
      const factor = scale ? vector(`${name}.weight`) : ones()
      const rest = ['bias', 'mean', 'variance'].map((part) => vector(`${name}.${part}`))
      const output = node('BatchNormalization', [x.name, factor, ...rest], { epsilon: { float: batchNormEpsilon } })
      return { ...x, name: output }
    },
    layerNorm: (x, name) => {
      const mean = (input: string) =>
        // the axes became an input with operator set 18
        opset < 18
          ? node('ReduceMean', [input], { axes: [-1], keepdims: 1 })
          : node('ReduceMean', [input, integers([-1])], { keepdims: 1 })
      const centred = node('Sub', [x.name, mean(x.name)])
      const variance = node('Add', [mean(node('Mul', [centred, centred])), scalar(layerNormEpsilon)])
      const normalised = node('Div', [centred, node('Sqrt', [variance])])
      const scaled = node('Mul', [normalised, vector(`${name}.weight`)])
      return { ...x, name: node('Add', [scaled, vector(`${name}.bias`)]) }
    },
    prelu: (x, name) => {
      const channels = x.shape.at(-1)!
      const dims = x.layout === 'map' ? [channels, 1, 1] : [channels]
      return { ...x, name: node('PRelu', [x.name, vector(`${name}.slope`, dims)]) }
    },
    relu: (x) => ({ ...x, name: node('Relu', [x.name]) }),
    leakyRelu: (x, slope) => ({ ...x, name: node('LeakyRelu', [x.name], { alpha: { float: slope } }) }),
    gelu: (x) => {
      const error = node('Erf', [node('Mul', [x.name, scalar(Math.SQRT1_2)])])
      const doubled = node('Mul', [x.name, node('Add', [error, scalar(1)])])
      return { ...x, name: node('Mul', [doubled, scalar(0.5)]) }
    },
    add: (a, b) => ({ ...a, name: node('Add', [a.name, b.name]) }),
    maxPool: (x, { kernel, stride, padding }) => {
      const output = node('MaxPool', [x.name], {
        kernel_shape: [kernel, kernel],
        strides: [stride, stride],
        pads: [padding, padding, padding, padding],
      })
      return { name: output, shape: pooled(x.shape, kernel, stride, padding, x.shape[2]!), layout: 'map' }
    },
    averagePool: (x) => ({
      name: node('Flatten', [node('GlobalAveragePool', [x.name])]),
      shape: [x.shape[2]!],
      layout: 'plain',
    }),
    dropout: (x) => x,
    flatten: (x) => ({
      name: node('Flatten', [x.name]),
      shape: [x.shape.reduce((product, size) => product * size, 1)],
      layout: 'plain',
      flattened: x.shape,
    }),
    dense: (x, name, { bias = true }) => dense(x, name, bias),
    toTokens: (map) => {
      const [height, width, channels] = map.shape as [number, number, number]
      const listed = reshape(map.name, [0, channels, height * width])
      return { name: transpose(listed, [0, 2, 1]), shape: [height * width, channels], layout: 'plain' }
    },
    toMap: (tokens, height, width) => {
      const channels = tokens.shape[1]!
      return {
        name: reshape(transpose(tokens.name, [0, 2, 1]), [0, channels, height, width]),
        shape: [height, width, channels],
        layout: 'map',
      }
    },
    addPosition: (tokens, name) => ({
      ...tokens,
      name: node('Add', [tokens.name, vector(`${name}.weight`, valuesOf(`${name}.weight`).shape)]),
    }),
    selfAttention: (tokens, name, { heads }) => {
      const [positions, channels] = tokens.shape as [number, number]
      const size = channels / heads
      const mixed = reshape(dense(tokens, `${name}.qkv`, true).name, [0, positions, 3, heads, size])
      const split = transpose(mixed, [2, 0, 3, 1, 4])
      const part = (index: number) => node('Gather', [split, integers([index], [])], { axis: 0 })
      const scaled = node('Mul', [part(0), scalar(1 / Math.sqrt(size))])
      const scores = node('MatMul', [scaled, transpose(part(1), [0, 1, 3, 2])])
      const attention = node('Softmax', [scores], { axis: -1 })
      const taken = transpose(node('MatMul', [attention, part(2)]), [0, 2, 1, 3])
      const joined = { ...tokens, name: reshape(taken, [0, positions, channels]) }
      return {
        tokens: dense(joined, `${name}.out`, true),
        attention: { name: attention, shape: [heads, positions, positions], layout: 'plain' },
      }
    },
  }
}

function pooled(shape: Shape, kernel: number, stride: number, padding: number, channels: number): Shape {
  const size = (side: number) => Math.floor((side + 2 * padding - kernel) / stride) + 1
  return [size(shape[0]!), size(shape[1]!), channels]
}
