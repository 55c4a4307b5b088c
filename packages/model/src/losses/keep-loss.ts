import * as tf from '@tensorflow/tfjs-core'
import { unitLength } from './unit-length.ts'

/**
 * How far embeddings moved from what they should stay near to: the squared distance of unit vectors, mean over the batch.
 *
 * @param embeddings [repeats · count, dimension], of any length
 * @param targets count · dimension values, rows of unit length
 * @param repeats how often the rows of the targets follow one another in the embeddings
 */
export function keepLoss(embeddings: tf.Tensor, targets: Float32Array, repeats: number): tf.Scalar {
  const [rows, dimension] = embeddings.shape as [number, number]
  const once = tf.tensor2d(targets, [rows / repeats, dimension])
  const wanted = tf.tile(once, [repeats, 1])
  return tf.mean(tf.sum(tf.square(tf.sub(unitLength(embeddings, 1), wanted)), 1))
}
