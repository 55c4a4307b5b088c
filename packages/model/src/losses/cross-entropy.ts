import * as tf from '@tensorflow/tfjs-core'

/**
 * Softmax cross-entropy, mean over the batch.
 *
 * @param logits [batch, classes]
 * @param labels class of each row
 */
export function crossEntropy(logits: tf.Tensor, labels: readonly number[]): tf.Scalar {
  const wanted = tf.oneHot(tf.tensor1d([...labels], 'int32'), logits.shape[1]!)
  return tf.neg(tf.mean(tf.sum(tf.mul(tf.cast(wanted, 'float32'), tf.logSoftmax(logits)), -1)))
}
