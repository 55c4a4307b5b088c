import * as tf from '@tensorflow/tfjs-core'
import {
  convolutionFilterGradient,
  convolutionInputGradient,
  depthwiseFilterGradient,
  depthwiseInputGradient,
} from './convolution-gradients.ts'

/** Attributes that TensorFlow.js passes to the kernels: a filter's gradient gets the filter's shape, an input's the input's. */
interface Attributes {
  readonly strides: [number, number] | number
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
  readonly filterShape: [number, number, number, number]
  readonly inputShape: [number, number, number, number]
}

type Inputs = Readonly<Record<'x' | 'dy' | 'filter', tf.Tensor4D>>
type Sizes = tf.backend_util.Conv2DInfo

const kernels: Readonly<Record<string, (inputs: Inputs, sizesOf: SizesOf) => tf.Tensor4D>> = {
  [tf.Conv2DBackpropInput]: ({ dy, filter }, sizesOf) => convolutionInputGradient(dy, filter, sizesOf()),
  [tf.Conv2DBackpropFilter]: ({ x, dy }, sizesOf) => convolutionFilterGradient(x, dy, sizesOf()),
  [tf.DepthwiseConv2dNativeBackpropInput]: ({ dy, filter }, sizesOf) =>
    depthwiseInputGradient(dy, filter, sizesOf('depthwise')),
  [tf.DepthwiseConv2dNativeBackpropFilter]: ({ x, dy }, sizesOf) =>
    depthwiseFilterGradient(x, dy, sizesOf('depthwise')),
}

type SizesOf = (kind?: 'depthwise') => Sizes

/**
 * Gives a back end of TensorFlow.js gradients of convolutions that are made of its own fast convolutions. The WebAssembly
 * back end needs them: of these four kernels it has one, and that one is ten times slower than a convolution.
 *
 * @param backendName as TensorFlow.js calls it
 */
export function registerGradientKernels(backendName: string): void {
  for (const [kernelName, gradient] of Object.entries(kernels)) {
    if (tf.getKernel(kernelName, backendName) !== undefined) tf.unregisterKernel(kernelName, backendName)
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs }) => {
        const tensors = inputs as Inputs
        const { strides, pad, dimRoundingMode, inputShape, filterShape } = attrs as unknown as Attributes
        const sizesOf: SizesOf = (kind) =>
          tf.backend_util.computeConv2DInfo(
            inputShape ?? tensors.x.shape,
            filterShape ?? tensors.filter.shape,
            strides,
            1,
            pad,
            dimRoundingMode,
            kind === 'depthwise',
          )
        return tf.tidy(() => gradient(tensors, sizesOf))
      },
    })
  }
}
