import { ModelError } from '../error.ts'
import {
  attentionParameters,
  batchNormParameters,
  convolutionParameters,
  denseParameters,
  depthwiseParameters,
  layerNormParameters,
  positionParameters,
  preluParameters,
} from './layer-parameters.ts'
import type { ConvolutionOptions, Layers, Network } from './layers.ts'
import type { ParameterSpec } from './parameter.ts'

/** Sizes without the batch. */
export type Shape = readonly number[]

/** What a network is made of, worked out without computing anything. */
export interface NetworkOutline<Outputs extends string> {
  readonly input: Shape
  readonly outputs: Readonly<Record<Outputs, Shape>>
  /** In the order in which the network uses them. */
  readonly parameters: readonly ParameterSpec[]
}

/**
 * @param input sizes of the input without the batch, such as [112, 112, 3]
 * @throws ModelError `shape-mismatch` where layers do not fit together, `duplicate-name` where a name is used twice
 */
export function outlineNetwork<Outputs extends string>(
  network: Network<Outputs>,
  input: Shape,
): NetworkOutline<Outputs> {
  const parameters = new Map<string, ParameterSpec>()
  const outputs = network(
    shapeLayers((specs) => {
      for (const spec of specs) {
        if (parameters.has(spec.name)) {
          throw new ModelError({
            code: 'duplicate-name',
            message: `Expected each layer to have its own name but ${spec.name} is there twice`,
          })
        }
        parameters.set(spec.name, spec)
      }
    }),
    input,
  )
  return { input, outputs, parameters: [...parameters.values()] }
}

function shapeLayers(declare: (specs: readonly ParameterSpec[]) => void): Layers<Shape> {
  const channelsOf = (shape: Shape) => shape.at(-1)!
  const convolved = (shape: Shape, options: ConvolutionOptions, filters: number): Shape => {
    const { kernel, stride = 1, padding = Math.floor(kernel / 2) } = options
    const [height, width] = mapOf(shape)
    const size = (side: number) => {
      const outputs = Math.floor((side + 2 * padding - kernel) / stride) + 1
      if (outputs >= 1) return outputs
      throw mismatch(`a side of at least ${kernel - 2 * padding} pixels for a kernel of ${kernel}`, shape)
    }
    return [size(height), size(width), filters]
  }
  return {
    convolution: (x, name, { filters, ...options }) => {
      declare(convolutionParameters(name, channelsOf(x), filters, options.kernel, options.bias ?? false))
      return convolved(x, options, filters)
    },
    depthwise: (x, name, options) => {
      declare(depthwiseParameters(name, channelsOf(x), options.kernel, options.bias ?? false))
      return convolved(x, options, channelsOf(x))
    },
    batchNorm: (x, name, { scale = true } = {}) => {
      declare(batchNormParameters(name, channelsOf(x), scale))
      return x
    },
    layerNorm: (x, name) => {
      declare(layerNormParameters(name, channelsOf(x)))
      return x
    },
    prelu: (x, name) => {
      declare(preluParameters(name, channelsOf(x)))
      return x
    },
    relu: (x) => x,
    leakyRelu: (x) => x,
    gelu: (x) => x,
    add: (a, b) => {
      if (a.join() !== b.join()) throw mismatch(`the shape of the other summand, [${a.join(', ')}],`, b)
      return a
    },
    maxPool: (x, options) => convolved(x, options, channelsOf(x)),
    averagePool: (x) => [mapOf(x)[2]],
    dropout: (x) => x,
    flatten: (x) => [x.reduce((product, size) => product * size, 1)],
    dense: (x, name, { units, bias = true }) => {
      declare(denseParameters(name, channelsOf(x), units, bias))
      return [...x.slice(0, -1), units]
    },
    toTokens: (map) => {
      const [height, width, channels] = mapOf(map)
      return [height * width, channels]
    },
    toMap: (tokens, height, width) => {
      if (tokens.length !== 2 || tokens[0] !== height * width) throw mismatch(`${height}·${width} positions`, tokens)
      return [height, width, channelsOf(tokens)]
    },
    addPosition: (tokens, name) => {
      declare(positionParameters(name, tokens[0]!, channelsOf(tokens)))
      return tokens
    },
    selfAttention: (tokens, name, { heads }) => {
      if (channelsOf(tokens) % heads !== 0) throw mismatch(`channels that ${heads} heads divide`, tokens)
      declare(attentionParameters(name, channelsOf(tokens)))
      return { tokens, attention: [heads, tokens[0]!, tokens[0]!] }
    },
  }
}

function mapOf(shape: Shape): [height: number, width: number, channels: number] {
  if (shape.length !== 3) throw mismatch('a feature map [height, width, channels]', shape)
  return [shape[0]!, shape[1]!, shape[2]!]
}

function mismatch(expected: string, shape: Shape): ModelError {
  return new ModelError({
    code: 'shape-mismatch',
    message: `Expected ${expected} but received [${shape.join(', ')}]`,
    details: { shape },
  })
}
