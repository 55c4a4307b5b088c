import { createRng } from '@maskmirror/core'
import * as tf from '@tensorflow/tfjs-core'
import type { ParameterSpec } from '#layers/parameter.ts'
import { initialiseParameters, type Parameters } from '#layers/parameters.ts'

/** As initialised, but with no number left at its beginning: zeros and ones would hide a mistake. */
export function randomParameters(specs: readonly ParameterSpec[], seed: string): Parameters {
  const rng = createRng(seed)
  const parameters = initialiseParameters(specs, rng)
  for (const [name, tensor] of Object.entries(parameters)) {
    const own = rng.fork(`noise ${name}`)
    const noise = Float32Array.from({ length: tensor.size }, () =>
      name.endsWith('.variance') ? own.uniform(0.1, 1) : own.uniform(-0.2, 0.2),
    )
    parameters[name] = tf.keep(tf.tidy(() => tf.add(tensor, tf.tensor(noise, tensor.shape))))
    tensor.dispose()
  }
  return parameters
}

/** Numbers in [-1, 1). */
export function randomTensor(shape: number[], seed: string): tf.Tensor {
  const rng = createRng(seed)
  return tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => rng.uniform(-1, 1)),
    shape,
  )
}
