import * as tf from '@tensorflow/tfjs-core'

/**
 * Sums over all axes but the last, as a product with ones: in WebAssembly fifteen times faster than the sum itself.
 *
 * @param values [..., channels]
 * @returns [channels]
 */
export function sumLeading(values: tf.Tensor): tf.Tensor1D {
  const channels = values.shape.at(-1)!
  const rows = values.size / channels
  return tf.reshape(tf.matMul(tf.ones([1, rows]), tf.reshape(values, [rows, channels])), [channels])
}

/** Sums a gradient over the axes along which an operand was repeated, so that it has the operand's shape. */
export function sumToShape(gradient: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.backend_util.getReductionAxes(shape, gradient.shape)
  if (axes.length === 0) return tf.reshape(gradient, shape)
  const isLeading = axes.length === gradient.rank - 1 && axes.every((axis, i) => axis === i)
  return tf.reshape(isLeading ? sumLeading(gradient) : tf.sum(gradient, axes), shape)
}
