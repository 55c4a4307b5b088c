import * as tf from '@tensorflow/tfjs-core'
import { unitLength } from './unit-length.ts'
import { withoutGradient } from './without-gradient.ts'

/**
 * Self-restrained triplet loss (Boutros et al., Pattern Recognition 2022): mapped embeddings of masked faces are drawn to the
 * unmapped ones of the same faces without a mask, their anchors, and away from mapped ones of other people, their negatives. Where
 * the negatives are on average no nearer to the anchors than to the mapped embeddings of the anchors' people, they are far
 * enough: the second distance then stands in for the first as a mere number, and all effort goes into the first pull. Distances
 * are squared, of unit vectors.
 *
 * @param anchors [rows, dimension], of any length
 * @param mapped of the same faces in the same order
 * @param negatives for each row the row of `mapped` that is somebody else
 * @param options.margin ≥ 0
 * @param options.restrained false is the plain triplet loss
 * @returns scalar, mean over the rows
 */
export function selfRestrainedTriplet(
  anchors: tf.Tensor,
  mapped: tf.Tensor,
  negatives: readonly number[],
  options: { readonly margin: number; readonly restrained: boolean },
): tf.Scalar {
  const [anchor, positive] = [unitLength(anchors, 1), unitLength(mapped, 1)]
  const chosen = tf.oneHot(tf.tensor1d([...negatives], 'int32'), negatives.length)
  const negative = tf.matMul(tf.cast(chosen, 'float32') as tf.Tensor2D, positive as tf.Tensor2D)
  const toPositive = squaredDistance(anchor, positive)
  const toNegative = squaredDistance(anchor, negative)
  const apart = options.restrained ? restrained(toNegative, squaredDistance(positive, negative)) : toNegative
  return tf.mean(tf.relu(tf.add(tf.sub(toPositive, apart), options.margin)))
}

/** What the pull is held against: distances to the negatives, or the number that stands in for each of them. */
function restrained(toNegative: tf.Tensor, between: tf.Tensor): tf.Tensor {
  const number = tf.mul(tf.ones(between.shape), withoutGradient(tf.mean(between)))
  // decided where the numbers lie: WebGPU cannot be read without waiting
  return tf.where(tf.greater(number, tf.mean(toNegative)), toNegative, number)
}

/** @returns [rows] */
function squaredDistance(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.sum(tf.square(tf.sub(a, b)), 1)
}

/**
 * For each face another person's face: the next one in the batch, whose order is random already.
 *
 * @param labels of the faces, each person's class
 * @returns row numbers; null where all faces are one person's
 */
export function negativesOf(labels: readonly number[]): readonly number[] | null {
  const count = labels.length
  const found = labels.map((label, i) => {
    const step = labels.findIndex((_, j) => labels[(i + j) % count] !== label)
    return step === -1 ? -1 : (i + step) % count
  })
  return found.includes(-1) ? null : found
}
