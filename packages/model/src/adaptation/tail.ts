import type { OnnxModel } from '@maskmirror/inference/onnx'
import * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '#layers/parameters.ts'
import { ModelError } from '../error.ts'
import { type FlowNode, flowTo } from './data-flow.ts'
import { tailLayer } from './tail-layers.ts'
import { createTailWeights, type TailWeights } from './tail-weights.ts'

/** What a model has behind one of its feature maps, as layers that can be learned on. */
export interface Tail extends Pick<TailWeights, 'specs' | 'initial' | 'constants'> {
  /** @param map [batch, height, width, channels] @returns [batch, dimension], as the model gives it */
  run(map: tf.Tensor, parameters: Parameters): tf.Tensor
}

/** Why layers behind a map cannot be learned on; empty when all can. @param shapes of all tensors behind the map */
export function untrainableLayers(
  model: OnnxModel,
  map: string,
  output: string,
  shapes: ReadonlyMap<string, readonly number[]>,
): readonly string[] {
  const reasons = layersOf(model, map, output, shapes).layers.flatMap(({ layer }) =>
    typeof layer === 'string' ? [layer] : [],
  )
  return [...new Set(reasons)]
}

/**
 * @param map name of the feature map, through which all must pass
 * @param output name of the embedding
 * @param shapes of all tensors behind the map, with the batch
 * @throws ModelError `not-trainable` with the layers that are not known here
 */
export function importTail(
  model: OnnxModel,
  map: string,
  output: string,
  shapes: ReadonlyMap<string, readonly number[]>,
): Tail {
  const reasons = untrainableLayers(model, map, output, shapes)
  if (reasons.length > 0) {
    throw new ModelError({
      code: 'not-trainable',
      message: `Expected layers behind ${map} that can be learned on but ${reasons.join('; ')}. A later map may do`,
      details: { map, reasons },
    })
  }
  const { layers, weights } = layersOf(model, map, output, shapes)
  return {
    specs: weights.specs,
    initial: weights.initial,
    constants: weights.constants,
    run: (x, parameters) => {
      const values = new Map([[map, x]])
      for (const { name, layer } of layers) {
        if (typeof layer !== 'string') values.set(name, layer(values, parameters))
      }
      return tf.reshape(values.get(output)!, [x.shape[0]!, -1])
    },
  }
}

/** The nodes behind a map. */
export function flowBehind(model: OnnxModel, map: string, output: string): readonly FlowNode[] {
  const flow = flowTo(model, output)
  return flow.slice(flow.findIndex(({ node }) => node.outputs.includes(map)) + 1)
}

function layersOf(model: OnnxModel, map: string, output: string, shapes: ReadonlyMap<string, readonly number[]>) {
  const weights = createTailWeights(model)
  const shapeOf = (name: string) => shapes.get(name)!
  const layers = flowBehind(model, map, output).map(({ node }) => ({
    name: node.outputs[0]!,
    layer: tailLayer({ model, node, weights, shapeOf }),
  }))
  return { layers, weights }
}
