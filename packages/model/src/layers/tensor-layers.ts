import type { Rng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import { ModelError } from '../error.ts'
import { batchNormEpsilon, normaliseBatch } from './batch-norm.ts'
import type { Layers } from './layers.ts'
import type { Parameters } from './parameters.ts'

export const layerNormEpsilon = 1e-5

/** While training: where random numbers come from and where the batches' statistics go. */
export interface TrainingPass {
  /** For dropout; fork it by the number of the step, so that a resumed training draws the same. */
  readonly rng: Rng
  /** Weight of the batch in the running statistics, in (0, 1]. */
  readonly momentum: number
  /** New running statistics by parameter name; filled by the pass, taken over by the caller. */
  readonly statistics: Map<string, tf.Tensor>
}

/**
 * Layers that compute with TensorFlow.js.
 *
 * @param training null to use running statistics and no dropout
 */
export function tensorLayers(parameters: Parameters, training: TrainingPass | null): Layers<tf.Tensor> {
  const parameter = (name: string): tf.Tensor => {
    const found = parameters[name]
    if (found !== undefined) return found
    throw new ModelError({ code: 'missing-parameter', message: `Expected the parameter ${name} but it is not there` })
  }
  const withBias = (x: tf.Tensor, name: string, bias: boolean) => (bias ? tf.add(x, parameter(`${name}.bias`)) : x)
  const dense = (x: tf.Tensor, name: string, bias = true) => {
    const weight = parameter(`${name}.weight`) as tf.Tensor2D
    const product = tf.matMul(tf.reshape(x, [-1, weight.shape[0]]) as tf.Tensor2D, weight)
    return withBias(tf.reshape(product, [...x.shape.slice(0, -1), weight.shape[1]]), name, bias)
  }
  return {
    convolution: (x, name, { kernel, stride = 1, padding = Math.floor(kernel / 2), bias = false }) => {
      const weight = parameter(`${name}.weight`) as tf.Tensor4D
      return withBias(tf.conv2d(x as tf.Tensor4D, weight, stride, padding), name, bias)
    },
    depthwise: (x, name, { kernel, stride = 1, padding = Math.floor(kernel / 2), bias = false }) => {
      const weight = parameter(`${name}.weight`) as tf.Tensor4D
      return withBias(tf.depthwiseConv2d(x as tf.Tensor4D, weight, stride, padding), name, bias)
    },
    batchNorm: (x, name, { scale = true } = {}) => {
      const factor = scale ? parameter(`${name}.weight`) : null
      const offset = parameter(`${name}.bias`)
      const running = { mean: parameter(`${name}.mean`), variance: parameter(`${name}.variance`) }
      if (training === null) {
        const inverse = tf.div(1, tf.sqrt(tf.add(running.variance, batchNormEpsilon)))
        const whole = factor === null ? inverse : tf.mul(inverse, factor)
        return tf.add(tf.mul(x, whole), tf.sub(offset, tf.mul(running.mean, whole)))
      }
      const { y, mean, variance } = normaliseBatch(x, factor, offset)
      const { momentum, statistics } = training
      const mix = (old: tf.Tensor, batch: tf.Tensor) =>
        tf.keep(tf.add(tf.mul(old, 1 - momentum), tf.mul(batch, momentum)))
      statistics.set(`${name}.mean`, mix(running.mean, mean))
      statistics.set(`${name}.variance`, mix(running.variance, variance))
      return y
    },
    layerNorm: (x, name) => {
      const centred = tf.sub(x, tf.mean(x, -1, true))
      const spread = tf.sqrt(tf.add(tf.mean(tf.square(centred), -1, true), layerNormEpsilon))
      return tf.add(tf.mul(tf.div(centred, spread), parameter(`${name}.weight`)), parameter(`${name}.bias`))
    },
    prelu: (x, name) => tf.prelu(x, parameter(`${name}.slope`)),
    relu: (x) => tf.relu(x),
    leakyRelu: (x, slope) => tf.maximum(x, tf.mul(x, slope)),
    gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
    add: (a, b) => tf.add(a, b),
    maxPool: (x, { kernel, stride, padding }) => tf.maxPool(x as tf.Tensor4D, kernel, stride, padding),
    averagePool: (x) => tf.mean(x, [1, 2]),
    dropout: (x, name, rate) => {
      if (training === null || rate === 0) return x
      const rng = training.rng.fork(name)
      const kept = Float32Array.from({ length: x.size }, () => (rng.next() < rate ? 0 : 1 / (1 - rate)))
      return tf.mul(x, tf.tensor(kept, x.shape))
    },
    flatten: (x) => tf.reshape(x, [x.shape[0]!, -1]),
    dense: (x, name, { bias = true }) => dense(x, name, bias),
    toTokens: (map) => tf.reshape(map, [map.shape[0]!, -1, map.shape[3]!]),
    toMap: (tokens, height, width) => tf.reshape(tokens, [tokens.shape[0]!, height, width, tokens.shape[2]!]),
    addPosition: (tokens, name) => tf.add(tokens, parameter(`${name}.weight`)),
    selfAttention: (tokens, name, { heads }) => {
      const [batch, positions, channels] = tokens.shape as [number, number, number]
      const size = channels / heads
      // three of four axes, not one of five: in WebAssembly, transposing five axes is fifty times slower
      const [queries, keys, values] = tf
        .split(dense(tokens, `${name}.qkv`), 3, -1)
        .map((part) => tf.transpose(tf.reshape(part, [batch, positions, heads, size]), [0, 2, 1, 3])) as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ]
      const scaled = tf.mul(queries, 1 / Math.sqrt(size))
      const attention = tf.softmax(tf.matMul(scaled, tf.transpose(keys, [0, 1, 3, 2])))
      const taken = tf.transpose(tf.matMul(attention, values), [0, 2, 1, 3]) // [batch, positions, heads, size]
      return { tokens: dense(tf.reshape(taken, [batch, positions, channels]), `${name}.out`), attention }
    },
  }
}
