import type { Rng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { ParameterSpec } from './parameter.ts'

/** The numbers of a network by name. Whoever holds them disposes of them. */
export type Parameters = Record<string, tf.Tensor>

/**
 * Parameters as they begin. Each has its own stream of random numbers, so that one more layer changes no other layer's.
 */
export function initialiseParameters(specs: readonly ParameterSpec[], rng: Rng): Parameters {
  return Object.fromEntries(specs.map((spec) => [spec.name, tf.keep(initialValue(spec, rng.fork(spec.name)))]))
}

function initialValue({ shape, initialiser }: ParameterSpec, rng: Rng): tf.Tensor {
  if (initialiser.kind === 'constant') return tf.fill([...shape], initialiser.value)
  const size = tf.util.sizeFromShape([...shape])
  const values = Float32Array.from({ length: size }, () => rng.normal(0, initialiser.standardDeviation))
  return tf.tensor(values, [...shape])
}

export function disposeParameters(parameters: Parameters): void {
  tf.dispose(parameters)
}
