import * as tf from '@tensorflow/tfjs-core'
import { sumLeading, sumToShape } from './sum-leading.ts'

/** Gradients of operations that work number by number; operands of smaller shape are repeated. */
export const elementwiseGradients: readonly tf.GradConfig[] = [
  binary(tf.Add, (dy) => [() => dy, () => dy]),
  binary(tf.Sub, (dy) => [() => dy, () => tf.neg(dy)]),
  binary(tf.Multiply, (dy, a, b) => [() => tf.mul(dy, b), () => tf.mul(dy, a)]),
  binary(tf.RealDiv, (dy, a, b) => [() => tf.div(dy, b), () => tf.neg(tf.div(tf.mul(dy, a), tf.square(b)))]),
  binary(tf.Maximum, (dy, a, b) => [() => where(tf.greaterEqual(a, b), dy), () => where(tf.less(a, b), dy)]),
  binary(tf.Minimum, (dy, a, b) => [() => where(tf.lessEqual(a, b), dy), () => where(tf.greater(a, b), dy)]),
  // a condition does not move with its operands
  binary(tf.Greater, (_, a, b) => [() => tf.zeros(a.shape), () => tf.zeros(b.shape)]),
  ofInput(tf.Identity, (dy) => dy),
  ofInput(tf.Cast, (dy) => dy),
  ofInput(tf.Neg, (dy) => tf.neg(dy)),
  ofInput(tf.Square, (dy, x) => tf.mul(dy, tf.mul(x, 2))),
  ofInput(tf.Log, (dy, x) => tf.div(dy, x)),
  ofInput(tf.Relu, (dy, x) => tf.mul(dy, tf.step(x))),
  // the derivative of erf is 2/√π · exp(−x²)
  ofInput(tf.Erf, (dy, x) => tf.mul(dy, tf.mul(tf.exp(tf.neg(tf.square(x))), 2 / Math.sqrt(Math.PI)))),
  ofOutput(tf.Exp, (dy, y) => tf.mul(dy, y)),
  ofOutput(tf.Sqrt, (dy, y) => tf.div(dy, tf.mul(y, 2))),
  {
    kernelName: tf.AddN,
    saveAllInputs: true,
    gradFunc: (dy, saved) => Object.fromEntries(saved.map((_, i) => [i, () => only(dy)])),
  },
  {
    kernelName: tf.Select,
    inputsToSave: ['condition'],
    gradFunc: (dy, saved) => ({
      condition: () => tf.zeros(saved[0]!.shape),
      t: () => where(saved[0]!, only(dy)),
      e: () => where(tf.logicalNot(saved[0]!), only(dy)),
    }),
  },
  {
    // with one slope for each channel: the last axis
    kernelName: tf.Prelu,
    inputsToSave: ['x', 'alpha'],
    gradFunc: (dy, saved) => {
      const [x, alpha] = [saved[0]!, saved[1]!]
      return {
        x: () => {
          const isPositive = tf.step(x)
          return tf.mul(only(dy), tf.add(isPositive, tf.mul(tf.sub(1, isPositive), alpha)))
        },
        alpha: () => tf.reshape(sumLeading(tf.mul(only(dy), tf.minimum(x, 0))), alpha.shape),
      }
    },
  },
]

/** A gradient of an operation with one output. */
export function only(gradient: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(gradient) ? gradient[0]! : gradient
}

function where(condition: tf.Tensor, gradient: tf.Tensor): tf.Tensor {
  return tf.mul(gradient, tf.cast(condition, 'float32'))
}

function binary(
  kernelName: string,
  gradients: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => [() => tf.Tensor, () => tf.Tensor],
): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = [saved[0]!, saved[1]!]
      const [ofA, ofB] = gradients(only(dy), a, b)
      return { a: () => sumToShape(ofA(), a.shape), b: () => sumToShape(ofB(), b.shape) }
    },
  }
}

function ofInput(kernelName: string, gradient: (dy: tf.Tensor, x: tf.Tensor) => tf.Tensor): tf.GradConfig {
  return { kernelName, inputsToSave: ['x'], gradFunc: (dy, saved) => ({ x: () => gradient(only(dy), saved[0]!) }) }
}

function ofOutput(kernelName: string, gradient: (dy: tf.Tensor, y: tf.Tensor) => tf.Tensor): tf.GradConfig {
  return { kernelName, outputsToSave: [true], gradFunc: (dy, saved) => ({ x: () => gradient(only(dy), saved[0]!) }) }
}
