import * as tf from '@tensorflow/tfjs-core'
import type { ParameterSpec } from '#layers/parameter.ts'
import type { Parameters } from '#layers/parameters.ts'

export type OptimiserOptions =
  | {
      readonly kind: 'sgd'
      /** Share of the last step's direction that stays, in [0, 1). */
      readonly momentum: number
      /** Added to the gradient as a multiple of the weights, ≥ 0. */
      readonly weightDecay: number
    }
  | {
      readonly kind: 'adamw'
      /** Memory of gradients and of their squares, in [0, 1). */
      readonly beta1: number
      readonly beta2: number
      readonly epsilon: number
      /** Taken off the weights apart from the gradient (Loshchilov & Hutter, ICLR 2019), ≥ 0. */
      readonly weightDecay: number
    }

/** What an optimiser remembers; saved with a checkpoint. */
export interface OptimiserState {
  steps: number
  /** Running means by `kind/parameter`. */
  readonly memory: Parameters
}

/** Replaces parameters by better ones. */
export interface Optimiser {
  readonly state: OptimiserState
  /** @param gradients by parameter name; a parameter without one stays as it is */
  step(parameters: Parameters, gradients: Parameters, learningRate: number): void
  dispose(): void
}

/**
 * @param specs tell which parameters decay, and whose learning rate is another
 * @param state of a checkpoint; default a fresh start
 */
export function createOptimiser(
  options: OptimiserOptions,
  specs: readonly ParameterSpec[],
  state: OptimiserState = { steps: 0, memory: {} },
): Optimiser {
  const decaying = new Set(specs.filter(({ decays }) => decays).map(({ name }) => name))
  const rates = new Map(specs.map(({ name, rate = 1 }) => [name, rate]))
  const { memory } = state
  /** old · share + value · weight, in place of old */
  const remember = (name: string, share: number, value: tf.Tensor, weight: number): tf.Tensor => {
    const old = memory[name]
    const added = weight === 1 ? value : tf.mul(value, weight)
    const next = tf.keep(old === undefined ? tf.clone(added) : tf.add(tf.mul(old, share), added))
    old?.dispose()
    memory[name] = next
    return next
  }
  const changeOf = (name: string, value: tf.Tensor, gradient: tf.Tensor): tf.Tensor => {
    const decay = decaying.has(name) ? options.weightDecay : 0
    if (options.kind === 'sgd') {
      const whole = decay === 0 ? gradient : tf.add(gradient, tf.mul(value, decay))
      return remember(`velocity/${name}`, options.momentum, whole, 1)
    }
    const { beta1, beta2, epsilon } = options
    const mean = remember(`mean/${name}`, beta1, gradient, 1 - beta1)
    const square = remember(`square/${name}`, beta2, tf.square(gradient), 1 - beta2)
    const direction = tf.div(
      tf.div(mean, 1 - beta1 ** state.steps),
      tf.add(tf.sqrt(tf.div(square, 1 - beta2 ** state.steps)), epsilon),
    )
    return decay === 0 ? direction : tf.add(direction, tf.mul(value, decay))
  }
  return {
    state,
    step: (parameters, gradients, learningRate) => {
      state.steps++
      for (const [name, gradient] of Object.entries(gradients)) {
        const value = parameters[name]!
        parameters[name] = tf.tidy(() =>
          tf.keep(tf.sub(value, tf.mul(changeOf(name, value, gradient), learningRate * (rates.get(name) ?? 1)))),
        )
        value.dispose()
      }
    },
    dispose: () => tf.dispose(memory),
  }
}
