import * as tf from '@tensorflow/tfjs-core'
import { inputPhases } from './input-phases.ts'
import { interleavePhases, turnedTaps, withBorder } from './interleave-phases.ts'

type Sizes = tf.backend_util.Conv2DInfo

const none: [number, number] = [0, 0]

/**
 * Gradient of a convolution's input, as convolutions: each residue class of positions is the output's gradient convolved
 * with the turned kernel.
 *
 * @param outputGradient [batch, outHeight, outWidth, outChannels]
 * @param filter [filterHeight, filterWidth, inChannels, outChannels]
 * @returns [batch, inHeight, inWidth, inChannels]
 */
export function convolutionInputGradient(outputGradient: tf.Tensor4D, filter: tf.Tensor4D, sizes: Sizes): tf.Tensor4D {
  const strides: [number, number] = [sizes.strideHeight, sizes.strideWidth]
  return interleavePhases(sizes.inShape, rowPhases(sizes), columnPhases(sizes), (row, column) => {
    const { gradient, padding } = withBorder(outputGradient, row, column)
    const turned = tf.transpose(turnedTaps(filter, row, column, strides), [0, 1, 3, 2])
    return tf.conv2d(gradient, turned, 1, padding)
  })
}

/**
 * Gradient of a convolution's filter, as one convolution: channels of the input become pictures, pictures become channels,
 * and the output's gradient is the kernel, spread by the stride.
 *
 * @param input [batch, inHeight, inWidth, inChannels]
 * @param outputGradient [batch, outHeight, outWidth, outChannels]
 * @returns [filterHeight, filterWidth, inChannels, outChannels]
 */
export function convolutionFilterGradient(input: tf.Tensor4D, outputGradient: tf.Tensor4D, sizes: Sizes): tf.Tensor4D {
  const { filterHeight, filterWidth, inChannels, outChannels, strideHeight, strideWidth } = sizes
  const pictures = tf.transpose(fitted(input, sizes), [3, 1, 2, 0]) // [inChannels, height, width, batch]
  const kernel = tf.transpose(outputGradient, [1, 2, 0, 3]) as tf.Tensor4D // [outHeight, outWidth, batch, outChannels]
  const taps = tf.conv2d(pictures as tf.Tensor4D, kernel, 1, 'valid', 'NHWC', [strideHeight, strideWidth])
  return tf.reshape(tf.transpose(taps, [1, 2, 0, 3]), [filterHeight, filterWidth, inChannels, outChannels])
}

/**
 * Gradient of a depthwise convolution's input.
 *
 * @param outputGradient [batch, outHeight, outWidth, inChannels × multiplier]
 * @param filter [filterHeight, filterWidth, inChannels, multiplier]
 * @returns [batch, inHeight, inWidth, inChannels]
 */
export function depthwiseInputGradient(outputGradient: tf.Tensor4D, filter: tf.Tensor4D, sizes: Sizes): tf.Tensor4D {
  const { batchSize, outHeight, outWidth, inChannels } = sizes
  const strides: [number, number] = [sizes.strideHeight, sizes.strideWidth]
  const multiplier = filter.shape[3]
  const perMultiple = tf.unstack(
    tf.reshape(outputGradient, [batchSize, outHeight, outWidth, inChannels, multiplier]),
    4,
  )
  const filters = tf.split<tf.Tensor4D>(filter, multiplier, 3)
  return interleavePhases(sizes.inShape, rowPhases(sizes), columnPhases(sizes), (row, column) => {
    // the library's depthwise kernel writes outside of its memory where a filter is taller than wide: zeros make it square
    const widening = Math.max(0, row.taps - column.taps)
    const widened = { ...column, after: column.after + widening }
    const parts = perMultiple.map((part, i) => {
      const { gradient, padding } = withBorder(part as tf.Tensor4D, row, widened)
      const taps = turnedTaps(filters[i]!, row, column, strides)
      const square = widening === 0 ? taps : tf.pad(taps, [none, [0, widening], none, none])
      return tf.depthwiseConv2d(gradient, square, 1, padding)
    })
    return parts.length === 1 ? parts[0]! : tf.addN(parts)
  })
}

/**
 * Gradient of a depthwise convolution's filter, tap by tap: the input under the tap times the output's gradient, added up
 * by a product with ones, which is many times faster than a sum over leading axes.
 *
 * @param input [batch, inHeight, inWidth, inChannels]
 * @param outputGradient [batch, outHeight, outWidth, inChannels × multiplier]
 * @returns [filterHeight, filterWidth, inChannels, multiplier]
 */
export function depthwiseFilterGradient(input: tf.Tensor4D, outputGradient: tf.Tensor4D, sizes: Sizes): tf.Tensor4D {
  const { filterHeight, filterWidth, strideHeight, strideWidth, batchSize, outHeight, outWidth, inChannels } = sizes
  const positions = batchSize * outHeight * outWidth
  const multiplier = outputGradient.shape[3] / inChannels
  const gradient = tf.reshape(outputGradient, [positions, inChannels, multiplier])
  const padded = fitted(input, sizes, true)
  const [, height, width] = padded.shape
  // positions of one residue class lie together, so that what a tap meets is a plain slice
  const classes = tf.transpose(
    tf.reshape(padded, [batchSize, height / strideHeight, strideHeight, width / strideWidth, strideWidth, inChannels]),
    [2, 4, 0, 1, 3, 5],
  )
  const classShape: [number, number, number, number] = [
    batchSize,
    height / strideHeight,
    width / strideWidth,
    inChannels,
  ]
  const rows = tf.unstack(tf.reshape(classes, [strideHeight * strideWidth, ...classShape]))
  const ones = tf.ones([1, positions])
  const taps: tf.Tensor2D[] = []
  for (let i = 0; i < filterHeight; i++) {
    for (let j = 0; j < filterWidth; j++) {
      const source = rows[(i % strideHeight) * strideWidth + (j % strideWidth)]!
      const from = [0, Math.floor(i / strideHeight), Math.floor(j / strideWidth), 0]
      const met = tf.reshape(tf.slice(source, from, [batchSize, outHeight, outWidth, inChannels]), [
        positions,
        inChannels,
        1,
      ])
      taps.push(tf.matMul(ones, tf.reshape(tf.mul(met, gradient), [positions, inChannels * multiplier])))
    }
  }
  return tf.reshape(tf.concat(taps), [filterHeight, filterWidth, inChannels, multiplier])
}

/**
 * The input with its padding, exactly as far as the taps reach; with `whole`, zeros are added up to whole strides.
 */
function fitted(input: tf.Tensor4D, sizes: Sizes, whole = false): tf.Tensor4D {
  const { padInfo, strideHeight, strideWidth } = sizes
  const reach = (outputs: number, stride: number, kernel: number) => {
    const needed = (outputs - 1) * stride + kernel
    return whole ? Math.ceil(needed / stride) * stride : needed
  }
  const height = reach(sizes.outHeight, strideHeight, sizes.filterHeight)
  const width = reach(sizes.outWidth, strideWidth, sizes.filterWidth)
  const below = height - sizes.inHeight - padInfo.top
  const right = width - sizes.inWidth - padInfo.left
  const kept =
    below < 0 || right < 0
      ? tf.slice(
          input,
          [0, 0, 0, 0],
          [sizes.batchSize, sizes.inHeight + Math.min(0, below), sizes.inWidth + Math.min(0, right), sizes.inChannels],
        )
      : input
  return tf.pad(kept, [
    [0, 0],
    [padInfo.top, Math.max(0, below)],
    [padInfo.left, Math.max(0, right)],
    [0, 0],
  ])
}

function rowPhases(sizes: Sizes) {
  return inputPhases({
    inputSize: sizes.inHeight,
    outputSize: sizes.outHeight,
    kernel: sizes.filterHeight,
    stride: sizes.strideHeight,
    padBefore: sizes.padInfo.top,
  })
}

function columnPhases(sizes: Sizes) {
  return inputPhases({
    inputSize: sizes.inWidth,
    outputSize: sizes.outWidth,
    kernel: sizes.filterWidth,
    stride: sizes.strideWidth,
    padBefore: sizes.padInfo.left,
  })
}
