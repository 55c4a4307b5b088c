import * as tf from '@tensorflow/tfjs-core'
import { sumLeading } from '#gradients/sum-leading.ts'

/** Added to variances, as in ArcFace's networks and in most others. */
export const batchNormEpsilon = 1e-5

/**
 * Batch normalisation with the statistics of the batch, over all axes but the last.
 *
 * @param scale [channels]; null for 1
 * @param offset [channels]
 * @returns `mean` and the unbiased `variance` of the batch are for running statistics and carry no gradient
 */
export function normaliseBatch(
  x: tf.Tensor,
  scale: tf.Tensor | null,
  offset: tf.Tensor,
): { y: tf.Tensor; mean: tf.Tensor; variance: tf.Tensor } {
  const count = x.size / x.shape.at(-1)!
  const mean = tf.div(sumLeading(x), count)
  // from the differences, not from the squares: that would lose digits where the mean is large
  const biased = tf.div(sumLeading(tf.square(tf.sub(x, mean))), count)
  const inverse = tf.div(1, tf.sqrt(tf.add(biased, batchNormEpsilon)))
  const normalise = tf.customGrad((...inputs) => {
    const [values, factor, shift, save] = inputs as unknown as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc]
    const normalised = tf.mul(tf.sub(values, mean), inverse)
    save([normalised, factor, inverse]) // what is not saved is gone when gradients are computed
    return {
      value: tf.add(tf.mul(normalised, factor), shift),
      gradFunc: (dy, saved) => {
        const gradient = Array.isArray(dy) ? dy[0]! : dy
        const [kept, keptFactor, keptInverse] = saved as [tf.Tensor, tf.Tensor, tf.Tensor]
        const ofShift = sumLeading(gradient)
        const ofFactor = sumLeading(tf.mul(gradient, kept))
        // the mean and the variance follow the values, which takes two directions out of the gradient
        const along = tf.add(tf.div(ofShift, count), tf.mul(kept, tf.div(ofFactor, count)))
        const ofValues = tf.mul(tf.sub(gradient, along), tf.mul(keptFactor, keptInverse))
        return [ofValues, ofFactor, ofShift]
      },
    }
  })
  const y = normalise(x, scale ?? tf.ones(offset.shape), offset)
  return { y, mean, variance: tf.mul(biased, count / Math.max(1, count - 1)) }
}
