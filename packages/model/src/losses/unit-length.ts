import * as tf from '@tensorflow/tfjs-core'

/** Vectors along an axis scaled to length 1. */
export function unitLength(vectors: tf.Tensor, axis: number): tf.Tensor {
  return tf.div(vectors, tf.sqrt(tf.add(tf.sum(tf.square(vectors), axis, true), 1e-12)))
}
