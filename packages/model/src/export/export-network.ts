import { encodeOnnx } from '@maskmirror/inference/onnx'
import type { Network } from '#layers/layers.ts'
import type { Parameters } from '#layers/parameters.ts'
import type { Shape } from '#layers/shape-layers.ts'
import { ModelError } from '../error.ts'
import { type OnnxParts, type OnnxTensor, onnxLayers } from './onnx-layers.ts'

/**
 * Writes a network with its parameters as an ONNX file of operator set 13. The batch is free; feature maps are
 * [batch, channels, height, width]; batch normalisation uses the running statistics and stays a node of its own (ONNX Runtime
 * folds it when it loads the file); dropout is gone. Nothing else is changed: neither normalised nor flipped.
 *
 * @param input sizes of the input without the batch: [height, width, channels]
 * @param options.name of the graph
 * @param parameters lie in the processor's memory, as those that come from a file do: WebGPU cannot be read at once
 * @returns the file's bytes; its input is called `input`, its outputs as the network calls them
 * @throws ModelError `missing-parameter`
 */
export function exportNetwork(
  network: Network,
  input: Shape,
  parameters: Parameters,
  options: { readonly name: string },
): Uint8Array {
  const parts: OnnxParts = { nodes: [], constants: [] }
  const valuesOf = (name: string) => {
    const tensor = parameters[name]
    if (tensor === undefined) {
      throw new ModelError({ code: 'missing-parameter', message: `Expected the parameter ${name} but it is not there` })
    }
    return { values: Float32Array.from(tensor.dataSync()), shape: tensor.shape }
  }
  const image: OnnxTensor = { name: 'input', shape: input, layout: input.length === 3 ? 'map' : 'plain' }
  const outputs = network(onnxLayers(parts, valuesOf), image)
  for (const [name, tensor] of Object.entries(outputs)) {
    parts.nodes.push({ type: 'Identity', inputs: [tensor.name], outputs: [name] })
  }
  return encodeOnnx({
    name: options.name,
    inputs: [{ name: image.name, shape: ['batch', ...graphShape(input, image.layout)] }],
    outputs: Object.entries(outputs).map(([name, { shape, layout }]) => ({
      name,
      shape: ['batch', ...graphShape(shape, layout)],
    })),
    ...parts,
  })
}

/** A map's channels come first in ONNX. */
function graphShape(shape: Shape, layout: OnnxTensor['layout']): Shape {
  return layout === 'map' ? [shape[2]!, shape[0]!, shape[1]!] : shape
}
