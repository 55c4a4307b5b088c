import { type OnnxNode, rewriteOnnx } from '@maskmirror/inference/onnx'
import type { AdaptConfig } from '#config/adapt-config.ts'
import { type OnnxParts, onnxLayers } from '#export/onnx-layers.ts'
import type { Parameters } from '#layers/parameters.ts'
import { ModelError } from '../error.ts'
import { refinementNetwork } from './adapted-body.ts'
import type { FeatureMap, OpenedBackbone } from './feature-maps.ts'
import type { Tail } from './tail.ts'

/** The refinement layer's nodes are written as these operator sets have them. */
const opsets = { least: 9, most: 21 }

/**
 * Writes a recogniser with what it learned: its own file, the refinement layer put in behind the feature map, and the numbers of the
 * layers behind it replaced. Everything else keeps its bytes, the operator set and the free or fixed batch too.
 *
 * @param parameters lie in the processor's memory
 * @returns the file's bytes; beside the recogniser's outputs it gives `attention` where there is a refinement layer
 * @throws ModelError `not-trainable` for an operator set of another time
 */
export function exportJoined(
  { bytes, graph }: Pick<OpenedBackbone, 'bytes' | 'graph'>,
  map: FeatureMap,
  tail: Tail,
  { refinement }: AdaptConfig['network'],
  parameters: Parameters,
): Uint8Array {
  const constants = tail.constants(parameters)
  const network = refinementNetwork(map, refinement)
  if (network === null) return rewriteOnnx(bytes, { constants })
  if (graph.opset < opsets.least || graph.opset > opsets.most) {
    throw new ModelError({
      code: 'not-trainable',
      message: `Expected a model of operator set ${opsets.least} to ${opsets.most} to put a refinement layer into but received ${graph.opset}`,
    })
  }
  const parts: OnnxParts = { nodes: [], constants: [] }
  const valuesOf = (name: string) => {
    const tensor = parameters[name]!
    return { values: Float32Array.from(tensor.dataSync()), shape: tensor.shape }
  }
  const shape = [map.height, map.width, map.channels]
  const outputs = network(onnxLayers(parts, valuesOf, graph.opset), { name: map.tensor, shape, layout: 'map' })
  // so that no name of the recogniser is met
  const own = (name: string) => (name === map.tensor ? name : `maskmirror/${name}`)
  const nodes = parts.nodes.map((node): OnnxNode => {
    return { ...node, inputs: node.inputs.map(own), outputs: node.outputs.map(own) }
  })
  const positions = map.height * map.width
  return rewriteOnnx(bytes, {
    insert: {
      behind: map.tensor,
      nodes: [...nodes, { type: 'Identity', inputs: [own(outputs.attention.name)], outputs: ['attention'] }],
      output: own(outputs.map.name),
    },
    constants: [...constants, ...parts.constants.map((constant) => ({ ...constant, name: own(constant.name) }))],
    outputs: [{ name: 'attention', shape: ['batch', refinement!.heads, positions, positions] }],
  })
}
