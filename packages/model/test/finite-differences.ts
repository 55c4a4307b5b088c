import { createRng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '#layers/parameters.ts'
import { lossAndGradients } from '../src/training/loss-and-gradients.ts'

/**
 * Compares gradients with central differences, for each parameter along one random direction and for one number of it.
 *
 * @param loss reads `parameters` anew each time
 * @returns the largest difference for each parameter, as a share of the larger of the two and of 0.01 of the largest gradient
 */
export function gradientErrors(
  parameters: Parameters,
  names: readonly string[],
  loss: () => tf.Scalar,
  step = 1e-2,
): Record<string, number> {
  const { gradients, loss: value } = lossAndGradients(parameters, names, loss)
  value.dispose()
  const at = (name: string, direction: Float32Array, size: number): number => {
    const kept = parameters[name]!
    const moved = tf.tidy(() => tf.add(kept, tf.mul(tf.tensor(direction, kept.shape), size)))
    parameters[name] = moved
    const result = tf.tidy(() => loss().dataSync()[0]!)
    parameters[name] = kept
    moved.dispose()
    return result
  }
  const rng = createRng('directions')
  const pairs = names.map((name) => {
    const size = parameters[name]!.size
    const gradient = gradients[name]?.dataSync() ?? new Float32Array(size)
    const single = rng.int(size)
    const directions = [
      unit(Float32Array.from({ length: size }, () => rng.normal())),
      Float32Array.from({ length: size }, (_, i) => (i === single ? 1 : 0)),
    ]
    return directions.map((direction) => {
      const along = direction.reduce((sum, part, i) => sum + part * gradient[i]!, 0)
      return [along, (at(name, direction, step) - at(name, direction, -step)) / (2 * step)] as const
    })
  })
  tf.dispose(gradients)
  const largest = Math.max(...pairs.flat().map(([along]) => Math.abs(along)))
  return Object.fromEntries(
    names.map((name, i) => [
      name,
      Math.max(
        ...pairs[i]!.map(([along, difference]) => {
          const scale = Math.max(Math.abs(along), Math.abs(difference), 0.01 * largest)
          return Math.abs(along - difference) / scale
        }),
      ),
    ]),
  )
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return vector.map((value) => value / length)
}
