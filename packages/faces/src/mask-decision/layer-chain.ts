import type { OnnxGraph, OnnxNode } from '@maskmirror/inference/onnx'
import { FacesError } from '../error.ts'

/** Values of one picture, [channels, height, width]; a vector has height and width 1. */
export interface Planes {
  readonly data: Float32Array
  readonly channels: number
  readonly height: number
  readonly width: number
}

type Layer = (input: Planes) => Planes

interface Weights {
  readonly dims: readonly number[]
  readonly values: Float32Array
}

/**
 * A chain of layers in plain JavaScript: what a small network needs in a browser, where there is no ONNX Runtime. Knows Conv
 * (with zero padding, in groups), BatchNormalization, Relu, Flatten, MatMul, Add of a vector and Identity, which is how this
 * project's training exports them.
 *
 * @returns runs all layers on one picture
 * @throws FacesError `wrong-model` for another layer, for a graph that is no chain, and, when run, for a layer that does not
 *   take what the one before it gives
 */
export function layerChain(graph: OnnxGraph): (input: Planes) => Planes {
  const constants = new Map(graph.constants.map((constant) => [constant.name, constant]))
  let name = graph.inputs[0]?.name
  const layers = graph.nodes.map((node) => {
    const [from, ...others] = node.inputs
    if (from !== name) throw wrongLayer(node, `its input is not ${name}`)
    name = node.outputs[0]
    const weights = others.map((other): Weights => {
      const constant = constants.get(other)
      if (constant !== undefined && 'float32' in constant.values) {
        return { dims: constant.dims, values: constant.values.float32 }
      }
      throw wrongLayer(node, `${other} is no constant`)
    })
    const make = makers[node.type]
    if (make === undefined) throw wrongLayer(node, 'it is unknown')
    return make(node, weights)
  })
  return (input) => layers.reduce((planes, layer) => layer(planes), input)
}

const makers: Readonly<Record<string, (node: OnnxNode, weights: readonly Weights[]) => Layer>> = {
  Conv: convolution,
  BatchNormalization: normalisation,
  MatMul: product,
  Add: (node, [vector]) => {
    const { values } = required(node, vector)
    return (input) => {
      if (values.length !== input.data.length) throw wrongInput(node, input)
      return { ...input, data: input.data.map((value, i) => value + values[i]!) }
    }
  },
  Relu: () => (input) => ({ ...input, data: input.data.map((value) => Math.max(0, value)) }),
  Flatten: () => asVector,
  Identity: () => (input) => input,
}

function asVector({ data }: Planes): Planes {
  return { data, channels: data.length, height: 1, width: 1 }
}

function convolution(node: OnnxNode, [kernel, bias]: readonly Weights[]): Layer {
  const { dims, values } = required(node, kernel)
  const [channels = 0, perGroup = 0, kernelHeight = 0, kernelWidth = 0] = dims
  const groups = Number(node.attributes?.group ?? 1)
  const [stepY, stepX] = integers(node, 'strides', [1, 1])
  const [top, left, bottom, right] = integers(node, 'pads', [0, 0, 0, 0])
  return (input) => {
    if (perGroup * groups !== input.channels) throw wrongInput(node, input)
    const height = Math.floor((input.height + top! + bottom! - kernelHeight) / stepY!) + 1
    const width = Math.floor((input.width + left! + right! - kernelWidth) / stepX!) + 1
    const data = new Float32Array(channels * height * width)
    const taps = perGroup * kernelHeight * kernelWidth
    const perOutput = channels / groups
    const patch = new Float32Array(taps)
    for (let at = 0; at < height * width; at++) {
      const [y, x] = [Math.floor(at / width) * stepY! - top!, (at % width) * stepX! - left!]
      for (let first = 0; first < channels; first += perOutput) {
        fillPatch(patch, input, { channel: (first / perOutput) * perGroup, y, x, kernelHeight, kernelWidth })
        for (let o = first; o < first + perOutput; o++) {
          let sum = bias === undefined ? 0 : bias.values[o]!
          for (let k = 0, w = o * taps; k < taps; k++, w++) sum += values[w]! * patch[k]!
          data[o * height * width + at] = sum
        }
      }
    }
    return { data, channels, height, width }
  }
}

/** Copies what one group of kernels meets at one position, 0 outside of the picture, in the order of the weights. */
function fillPatch(
  patch: Float32Array,
  { data, height, width }: Planes,
  at: { channel: number; y: number; x: number; kernelHeight: number; kernelWidth: number },
): void {
  const rowsOfChannel = height * width
  for (let k = 0, plane = at.channel * rowsOfChannel; k < patch.length; plane += rowsOfChannel) {
    for (let ky = at.y; ky < at.y + at.kernelHeight; ky++) {
      const isRow = ky >= 0 && ky < height
      for (let kx = at.x; kx < at.x + at.kernelWidth; kx++, k++) {
        patch[k] = isRow && kx >= 0 && kx < width ? data[plane + ky * width + kx]! : 0
      }
    }
  }
}

function normalisation(node: OnnxNode, weights: readonly Weights[]): Layer {
  const [scale, offset, mean, variance] = [0, 1, 2, 3].map((k) => required(node, weights[k]).values) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const { epsilon } = node.attributes ?? {}
  const small = typeof epsilon === 'object' && 'float' in epsilon ? epsilon.float : 1e-5 // ONNX's default
  const factors = scale.map((value, c) => value / Math.sqrt(variance[c]! + small))
  return (input) => {
    if (factors.length !== input.channels) throw wrongInput(node, input)
    const pixels = input.height * input.width
    const data = new Float32Array(input.data.length)
    for (let c = 0; c < input.channels; c++) {
      const [factor, shift] = [factors[c]!, offset[c]! - mean[c]! * factors[c]!]
      for (let i = c * pixels; i < (c + 1) * pixels; i++) data[i] = input.data[i]! * factor + shift
    }
    return { ...input, data }
  }
}

function product(node: OnnxNode, [matrix]: readonly Weights[]): Layer {
  const { dims, values } = required(node, matrix)
  const [inputs = 0, units = 0] = dims
  return (input) => {
    if (inputs !== input.data.length) throw wrongInput(node, input)
    const result = new Float32Array(units)
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < units; o++) result[o]! += input.data[i]! * values[i * units + o]!
    }
    return asVector({ ...input, data: result })
  }
}

function required(node: OnnxNode, weights: Weights | undefined): Weights {
  if (weights === undefined) throw wrongLayer(node, 'it has no weights')
  return weights
}

function integers(node: OnnxNode, name: string, fallback: readonly number[]): readonly number[] {
  const value = node.attributes?.[name] ?? fallback
  if (Array.isArray(value) && value.length === fallback.length) return value
  throw wrongLayer(node, `its ${name} are not ${fallback.length} numbers`)
}

function wrongInput(node: OnnxNode, { channels, height, width }: Planes): FacesError {
  return wrongLayer(node, `it does not take [${channels}, ${height}, ${width}]`)
}

function wrongLayer(node: OnnxNode, why: string): FacesError {
  return new FacesError({
    code: 'wrong-model',
    message: `Expected a chain of layers but ${node.type}, which gives ${node.outputs.join(', ')}, cannot be run: ${why}`,
    details: { type: node.type },
  })
}
