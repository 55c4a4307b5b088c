import * as tf from '@tensorflow/tfjs-core'

/** Smooths the corner of the absolute value; far below one grey value. */
const corner = 1e-3

/**
 * How far filled-in pictures are from the bare ones: the absolute difference (Charbonnier's smooth form), mean over all numbers
 * with more weight where the face was covered, for the rest only has to be copied.
 *
 * @param filled values that the network gives, of any shape
 * @param bare the values wanted, in the same order
 * @param seen what the network was shown, in the same order: covered is where it differs from `bare`
 * @param coveredWeight of a covered number, others have 1
 */
export function inpaintingLoss(
  filled: tf.Tensor,
  bare: Float32Array,
  seen: Float32Array,
  coveredWeight: number,
): tf.Scalar {
  const weights = bare.map((value, i) => (value === seen[i]! ? 1 : coveredWeight))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const difference = tf.sub(filled, tf.tensor(bare, filled.shape))
  const lengths = tf.sqrt(tf.add(tf.square(difference), corner ** 2))
  return tf.div(tf.sum(tf.mul(lengths, tf.tensor(weights, filled.shape))), total)
}
