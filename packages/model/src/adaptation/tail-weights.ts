import type { OnnxModel } from '@maskmirror/inference/onnx'
import * as tf from '@tensorflow/tfjs-core'
import { permuted } from '#export/permuted.ts'
import type { ParameterSpec } from '#layers/parameter.ts'
import type { Parameters } from '#layers/parameters.ts'
import { ModelError } from '../error.ts'

/** How a constant of the model is kept as a parameter. */
export interface WeightLayout {
  /** The constant's dimensions, with ones in front where it has fewer axes than `order`. */
  readonly dims: readonly number[]
  /** Which of them comes first, second, … in the parameter. */
  readonly order: readonly number[]
  /** Of the parameter. */
  readonly shape: readonly number[]
}

/** Constants of a model that are learned on, by the name of their parameter. */
export interface TailWeights {
  /** Takes a constant as a parameter. @param isTrained default true @returns the parameter's name */
  take(constant: string, layout: WeightLayout, isTrained?: boolean): string
  readonly specs: () => readonly ParameterSpec[]
  /** As the model has them; kept tensors of the caller. */
  initial(): Parameters
  /** Back in the order of the model's constants, by their names; only what is trained. */
  constants(
    parameters: Parameters,
  ): readonly { name: string; dims: readonly number[]; values: { float32: Float32Array } }[]
}

export function createTailWeights({ constants }: OnnxModel): TailWeights {
  const taken = new Map<string, { constant: string; layout: WeightLayout; isTrained: boolean }>()
  const valuesOf = (constant: string) => constants.get(constant)!.float32!
  return {
    take: (constant, layout, isTrained = true) => {
      const name = `tail/${constant}`
      const before = taken.get(name)
      if (before !== undefined && before.layout.shape.join() !== layout.shape.join()) {
        throw new ModelError({
          code: 'not-trainable',
          message: `Expected each constant to serve layers of one kind but ${constant} serves two`,
          details: { constant },
        })
      }
      taken.set(name, { constant, layout, isTrained })
      return name
    },
    specs: () =>
      [...taken].map(([name, { layout, isTrained }]) => ({
        name,
        shape: layout.shape,
        initialiser: { kind: 'constant', value: 0 }, // replaced by the model's own numbers
        kind: isTrained ? 'trained' : 'statistics',
        decays: false, // towards 0 would be away from what the model knows
      })),
    initial: () =>
      Object.fromEntries(
        [...taken].map(([name, { constant, layout }]) => {
          const [values] = permuted(valuesOf(constant), layout.dims, layout.order)
          return [name, tf.keep(tf.tensor(values, [...layout.shape]))]
        }),
      ),
    constants: (parameters) =>
      [...taken].flatMap(([name, { constant, layout, isTrained }]) => {
        if (!isTrained) return []
        const { dims, order } = layout
        const back = order.map((_, axis) => order.indexOf(axis))
        const values = Float32Array.from(parameters[name]!.dataSync())
        const [float32] = permuted(
          values,
          order.map((axis) => dims[axis]!),
          back,
        )
        return [{ name: constant, dims: constants.get(constant)!.dims, values: { float32 } }]
      }),
  }
}
