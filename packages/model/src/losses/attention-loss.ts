import * as tf from '@tensorflow/tfjs-core'
import { withoutGradient } from './without-gradient.ts'

export interface AttentionLossOptions {
  /** What is compared: the whole score matrix, or the attention that each position receives from all positions. */
  readonly compare: 'matrix' | 'received'
  /** Whether each head is compared with its like, or the mean over the heads. */
  readonly heads: 'each' | 'mean'
  /** Whether the unmasked face's attention is moved too, or only the masked one's towards it. */
  readonly moveUnmasked: boolean
}

/**
 * Distance between the attention of faces and of the same faces with a mask: the length of the difference (Frobenius norm of
 * matrices), mean over the batch and over what heads are compared.
 *
 * @param unmasked [batch, heads, positions, positions], rows of sum 1
 * @param masked of the same pictures in the same order
 */
export function attentionLoss(unmasked: tf.Tensor, masked: tf.Tensor, options: AttentionLossOptions): tf.Scalar {
  const target = options.moveUnmasked ? unmasked : withoutGradient(unmasked)
  let difference = tf.sub(masked, target)
  if (options.heads === 'mean') difference = tf.mean(difference, 1, true)
  if (options.compare === 'received') difference = tf.mean(difference, 2, true)
  // the smallest addition keeps the root's gradient finite where nothing differs
  return tf.mean(tf.sqrt(tf.add(tf.sum(tf.square(difference), [2, 3]), 1e-12)))
}
