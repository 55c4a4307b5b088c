import * as tf from '@tensorflow/tfjs-core'
import { only } from './elementwise.ts'

interface ConvolutionAttributes {
  readonly strides: [number, number]
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/** Gradients of matrix products, convolutions, pooling and softmax. */
export const productGradients: readonly tf.GradConfig[] = [
  {
    kernelName: tf.BatchMatMul,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved, attributes) => {
      const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean }
      // turned first, not by the product's flags: in WebAssembly, products with a flag are ten times slower
      const a = transposeA ? turned(saved[0]!) : saved[0]!
      const b = transposeB ? turned(saved[1]!) : saved[1]!
      const ofA = () => tf.matMul(only(dy), turned(b))
      const ofB = () => tf.matMul(turned(a), only(dy))
      return { a: () => (transposeA ? turned(ofA()) : ofA()), b: () => (transposeB ? turned(ofB()) : ofB()) }
    },
  },
  convolution(tf.Conv2D, tf.Conv2DBackpropInput, tf.Conv2DBackpropFilter),
  convolution(tf.DepthwiseConv2dNative, tf.DepthwiseConv2dNativeBackpropInput, tf.DepthwiseConv2dNativeBackpropFilter),
  {
    kernelName: tf.MaxPool,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attributes) => ({
      x: () => tf.engine().runKernel(tf.MaxPoolGrad, { dy: only(dy), input: saved[0]!, output: saved[1]! }, attributes),
    }),
  },
  {
    kernelName: tf.Softmax,
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({
      logits: () => {
        const weighted = tf.mul(only(dy), saved[0]!)
        return tf.sub(weighted, tf.mul(tf.sum(weighted, -1, true), saved[0]!))
      },
    }),
  },
  {
    kernelName: tf.LogSoftmax,
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({
      logits: () => tf.sub(only(dy), tf.mul(tf.sum(only(dy), -1, true), tf.exp(saved[0]!))),
    }),
  },
]

/** The last two axes change places. */
function turned(matrices: tf.Tensor): tf.Tensor {
  const order = matrices.shape.map((_, i) => i)
  return tf.transpose(matrices, [...order.slice(0, -2), order.length - 1, order.length - 2])
}

function convolution(kernelName: string, inputKernel: string, filterKernel: string): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, saved, attributes) => {
      const [x, filter] = [saved[0]!, saved[1]!]
      const { strides, pad, dimRoundingMode } = attributes as unknown as ConvolutionAttributes
      const shared = {
        strides,
        pad,
        dimRoundingMode,
        dilations: [1, 1],
        dataFormat: 'NHWC',
      } as unknown as tf.NamedAttrMap
      const run = (kernel: string, inputs: tf.NamedTensorMap, own: tf.NamedAttrMap): tf.Tensor =>
        tf.engine().runKernel(kernel, inputs, { ...shared, ...own })
      return {
        x: () => run(inputKernel, { dy: only(dy), filter }, { inputShape: x.shape }),
        filter: () => run(filterKernel, { x, dy: only(dy) }, { filterShape: filter.shape }),
      }
    },
  }
}
