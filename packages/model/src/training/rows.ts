import * as tf from '@tensorflow/tfjs-core'

/** Rows of the first axis. */
export function rows(x: tf.Tensor, from: number, count: number): tf.Tensor {
  return tf.slice(x, [from, ...x.shape.slice(1).map(() => 0)], [count, ...x.shape.slice(1)])
}
