import * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '#layers/parameters.ts'

/**
 * Runs a loss and the way back.
 *
 * @param names parameters to differentiate by
 * @param loss a scalar made from the parameters
 * @returns kept tensors that the caller disposes of; a parameter that the loss does not depend on has no gradient
 */
export function lossAndGradients(
  parameters: Parameters,
  names: readonly string[],
  loss: () => tf.Scalar,
): { loss: tf.Scalar; gradients: Parameters } {
  return tf.tidy(() => {
    const inputs = names.map((name) => parameters[name]!)
    const { value, grads } = tf.engine().gradients(loss, inputs, undefined, true)
    const gradients: Parameters = {}
    for (const [i, name] of names.entries()) {
      const gradient: tf.Tensor | null | undefined = grads[i]
      if (gradient !== null && gradient !== undefined) gradients[name] = tf.keep(gradient)
    }
    return { loss: tf.keep(value), gradients }
  })
}

/**
 * Scales gradients down so that together they are no longer than a limit.
 *
 * @param limit longest Euclidean length of all gradients as one vector, > 0
 * @returns the length before; where it is not finite, gradients stay as they are
 */
export async function clipGradients(gradients: Parameters, limit: number): Promise<number> {
  const squared = tf.tidy(() => {
    const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)))
    // two by two: WebGPU takes no more than eight tensors into one operation
    return squares.reduce((sum, square) => tf.add(sum, square))
  })
  const length = Math.sqrt((await squared.data())[0]!)
  squared.dispose()
  if (length <= limit || !Number.isFinite(length)) return length
  for (const [name, gradient] of Object.entries(gradients)) {
    gradients[name] = tf.keep(tf.mul(gradient, limit / length))
    gradient.dispose()
  }
  return length
}
