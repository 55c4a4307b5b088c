import * as tf from '@tensorflow/tfjs-core'

/**
 * Leaves values as they are and turns their gradient round (Ganin et al., JMLR 2016): what follows learns to tell masked from
 * unmasked faces, what comes before learns to make that impossible.
 *
 * @param strength λ ≥ 0: the gradient is multiplied by −λ
 */
export function reverseGradient(x: tf.Tensor, strength: number): tf.Tensor {
  return tf.customGrad((values) => ({
    value: tf.clone(values as tf.Tensor),
    gradFunc: (dy) => tf.mul(Array.isArray(dy) ? dy[0]! : dy, -strength),
  }))(x)
}

/**
 * Strength of the reversal over a training: 0 at first, while the classifier knows nothing, then close to 1.
 *
 * @param progress share of the training that is done, 0..1
 * @returns 2 / (1 + e^(−10p)) − 1
 */
export function reversalStrength(progress: number): number {
  return 2 / (1 + Math.exp(-10 * progress)) - 1
}
