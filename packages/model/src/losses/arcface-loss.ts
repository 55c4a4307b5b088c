import * as tf from '@tensorflow/tfjs-core'
import { crossEntropy } from './cross-entropy.ts'
import { unitLength } from './unit-length.ts'

/** Keeps 1 − cos² away from 0, where the angle has no derivative. */
const leastSquaredSine = 1e-7

/**
 * Additive angular margin loss (Deng et al., ArcFace, CVPR 2019).
 *
 * @param embeddings [batch, dimension], of any length
 * @param centres [dimension, classes], columns of any length
 * @param labels class index of each row
 * @param options.margin angle added to the true class, radians in [0, π/2]
 * @param options.scale logit scale s > 0
 * @returns scalar, mean over the batch
 */
export function arcfaceLoss(
  embeddings: tf.Tensor,
  centres: tf.Tensor,
  labels: readonly number[],
  options: { readonly margin: number; readonly scale: number },
): tf.Scalar {
  const cosines = tf.matMul(unitLength(embeddings, 1), unitLength(centres, 0)) as tf.Tensor2D
  return crossEntropy(tf.mul(withMargin(cosines, labels, options.margin), options.scale), labels)
}

/**
 * Cosines with the margin added to the angle of the true class. Where the sum would pass π, cos(θ + m) rises again and would
 * reward a larger angle; from there on, m · sin m is taken off instead, which keeps falling.
 *
 * @param cosines [batch, classes], in −1..1
 */
export function withMargin(cosines: tf.Tensor2D, labels: readonly number[], margin: number): tf.Tensor {
  const sines = tf.sqrt(tf.maximum(tf.sub(1, tf.square(cosines)), leastSquaredSine))
  const added = tf.sub(tf.mul(cosines, Math.cos(margin)), tf.mul(sines, Math.sin(margin)))
  const lowered = tf.sub(cosines, margin * Math.sin(margin))
  const target = tf.where(tf.greater(cosines, Math.cos(Math.PI - margin)), added, lowered)
  const isTarget = tf.cast(tf.oneHot(tf.tensor1d([...labels], 'int32'), cosines.shape[1]), 'bool')
  return tf.where(isTarget, target, cosines)
}
