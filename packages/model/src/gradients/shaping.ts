import * as tf from '@tensorflow/tfjs-core'
import { only } from './elementwise.ts'

/** Gradients of operations that move numbers or add them up. */
export const shapingGradients: readonly tf.GradConfig[] = [
  ofShape(tf.Reshape, 'x'),
  ofShape(tf.ExpandDims, 'input'),
  {
    kernelName: tf.Transpose,
    gradFunc: (dy, _, attributes) => ({
      x: () => tf.transpose(only(dy), inverse(attributesOf<{ perm: number[] }>(attributes).perm)),
    }),
  },
  {
    kernelName: tf.Slice,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attributes) => {
      const { begin, size } = attributesOf<{ begin: number | number[]; size: number | number[] }>(attributes)
      const [from, length] = tf.slice_util.parseSliceParams(saved[0]!, begin, size)
      const around = saved[0]!.shape.map((whole, i): [number, number] => [from![i]!, whole - from![i]! - length![i]!])
      return { x: () => tf.pad(only(dy), around) }
    },
  },
  {
    kernelName: tf.PadV2,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attributes) => {
      const { paddings } = attributesOf<{ paddings: [number, number][] }>(attributes)
      const begin = paddings.map(([before]) => before)
      return { x: () => tf.slice(only(dy), begin, saved[0]!.shape) }
    },
  },
  {
    kernelName: tf.Concat,
    saveAllInputs: true,
    gradFunc: (dy, saved, attributes) => {
      const axis = attributesOf<{ axis: number }>(attributes).axis
      const sizes = saved.map(({ shape }) => shape.at(axis)!)
      const parts = tf.split(only(dy), sizes, axis)
      return Object.fromEntries(parts.map((part, i) => [i, () => part]))
    },
  },
  {
    kernelName: tf.Pack,
    saveAllInputs: true,
    gradFunc: (dy, _, attributes) => {
      const parts = tf.unstack(only(dy), attributesOf<{ axis: number }>(attributes).axis)
      return Object.fromEntries(parts.map((part, i) => [i, () => part]))
    },
  },
  {
    kernelName: tf.Unpack,
    gradFunc: (dy, _, attributes) => ({
      value: () => tf.stack(dy as unknown as tf.Tensor[], attributesOf<{ axis: number }>(attributes).axis),
    }),
  },
  {
    kernelName: tf.SplitV,
    gradFunc: (dy, _, attributes) => ({
      x: () => tf.concat(dy as unknown as tf.Tensor[], attributesOf<{ axis: number }>(attributes).axis),
    }),
  },
  {
    kernelName: tf.Sum,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attributes) => ({
      x: () => spread(only(dy), saved[0]!.shape, attributesOf<{ axis?: number | number[] }>(attributes).axis),
    }),
  },
  {
    kernelName: tf.Mean,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attributes) => {
      const { shape, size } = saved[0]!
      const { axis } = attributesOf<{ axis?: number | number[] }>(attributes)
      return { x: () => spread(tf.mul(only(dy), only(dy).size / size), shape, axis) }
    },
  },
]

function ofShape(kernelName: string, input: string): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: [input],
    gradFunc: (dy, saved) => ({ [input]: () => tf.reshape(only(dy), saved[0]!.shape) }),
  }
}

/** Repeats a gradient along the axes that were added up. */
function spread(gradient: tf.Tensor, shape: number[], axis: number | number[] | undefined): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis ?? shape.map((_, i) => i), shape)
  const kept = shape.map((size, i) => (axes.includes(i) ? 1 : size))
  return tf.mul(tf.reshape(gradient, kept), tf.ones(shape))
}

function inverse(permutation: readonly number[]): number[] {
  const result = permutation.map(() => 0)
  for (const [to, from] of permutation.entries()) result[from] = to
  return result
}

/** TensorFlow.js types attributes as a bag of values; each kernel documents its own. */
function attributesOf<Attributes>(bag: tf.NamedAttrMap): Attributes {
  return bag as unknown as Attributes
}
