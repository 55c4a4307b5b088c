import type { ModelNode, OnnxModel } from '@maskmirror/inference/onnx'

/** A node with the tensors that carry pictures into it; constants and what only says a shape are left out. */
export interface FlowNode {
  readonly node: ModelNode
  readonly inputs: readonly string[]
}

/** Only the first input of these carries pictures: the others say a shape, a range or a share. */
const shapedByOthers = new Set([
  'Reshape',
  'Squeeze',
  'Unsqueeze',
  'Expand',
  'Clip',
  'Dropout',
  'Pad',
  'Resize',
  'ReduceMean',
])

/**
 * The nodes through which pictures reach an output, in the file's order: each after those that it takes from.
 *
 * @param output name of the tensor
 */
export function flowTo(model: OnnxModel, output: string): readonly FlowNode[] {
  const makers = new Map(model.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)))
  const inputsOf = (node: ModelNode) => {
    const carrying = shapedByOthers.has(node.type) ? node.inputs.slice(0, 1) : node.inputs
    return carrying.filter((name) => name !== '' && !model.constants.has(name))
  }
  const needed = new Set<ModelNode>()
  const open = [output]
  while (open.length > 0) {
    const maker = makers.get(open.pop()!)
    if (maker === undefined || needed.has(maker)) continue
    needed.add(maker)
    open.push(...inputsOf(maker))
  }
  return model.nodes.filter((node) => needed.has(node)).map((node) => ({ node, inputs: inputsOf(node) }))
}

/**
 * Tensors that everything passes through: whoever has one of them can compute the output without the picture.
 *
 * @param input name of the graph's picture input
 */
export function narrowPlaces(flow: readonly FlowNode[], input: string): readonly string[] {
  const lastUse = new Map<string, number>()
  for (const [i, { inputs }] of flow.entries()) for (const name of inputs) lastUse.set(name, i)
  const narrow: string[] = []
  let latest = lastUse.get(input) ?? -1
  for (const [i, { node }] of flow.entries()) {
    // nothing that was there before is used behind this node
    if (latest <= i) narrow.push(node.outputs[0]!)
    for (const name of node.outputs) latest = Math.max(latest, lastUse.get(name) ?? -1)
  }
  return narrow
}
