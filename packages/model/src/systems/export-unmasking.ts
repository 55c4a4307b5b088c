import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { type InferenceRuntime, imageInputOf, type ModelCard, ModelCardSchema } from '@maskmirror/inference'
import { type OnnxNode, rewriteOnnx } from '@maskmirror/inference/onnx'
import * as tf from '@tensorflow/tfjs-core'
import type { UnmaskingConfig } from '#config/unmasking-config.ts'
import { type OnnxParts, onnxLayers } from '#export/onnx-layers.ts'
import type { Parameters } from '#layers/parameters.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import type { Checkpoint } from '#training/checkpoint.ts'
import { writeWhole } from '#training/write-whole.ts'
import { ModelError } from '../error.ts'
import type { FrozenRecogniser } from './frozen-recogniser.ts'
import { unmaskingNetworkOf } from './unmasking-task.ts'

/** Output of the joined file; the recogniser's own stays beside it. */
const outputName = 'unmasked'

/** The network's nodes are written as these operator sets have them. */
const opsets = { least: 9, most: 21 }

/** The promise of every export. */
const mostDifference = 1e-4

/**
 * Writes a frozen recogniser and the network behind its embedding as one ONNX file with a card beside it, and checks it against
 * TensorFlow.js. The recogniser keeps its bytes, the operator set and the free or fixed batch too; its own embedding stays an
 * output, `unmasked` is added.
 *
 * @param checkpoint of the training; its tensors stay the caller's
 * @param folder exists
 * @throws ModelError `not-trainable` for an operator set of another time, `export-differs`, `unwritable`
 */
export async function exportUnmasking(
  recogniser: FrozenRecogniser,
  config: UnmaskingConfig,
  { parameters, step, source, best }: Pick<Checkpoint, 'parameters' | 'step' | 'source' | 'best'>,
  folder: string,
  runtime: InferenceRuntime,
): Promise<{ path: string; card: ModelCard }> {
  const { card: own, sha256 } = recogniser.model
  const bytes = joinedBytes(recogniser, config, parameters)
  const card = ModelCardSchema.parse({
    ...own,
    name: config.name,
    title: `${config.name}: ${own.title}, embeddings unmasked`,
    file: {
      name: `${config.name}.onnx`,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    source: { ...own.source, address: null },
    output: { name: outputName, dimension: recogniser.dimension },
    notes: [
      `Behind ${own.name} (sha256 ${sha256}): seed ${config.seed}, step ${step} of ${config.steps}, ${source.classes} people.`,
      ...(best === null ? [] : [`FNMR of development people ${best.fnmr.toFixed(4)} at FMR ${config.validation.fmr}.`]),
      `Pictures learned from and recogniser: sha256 ${source.checksum}.`,
      ...own.notes,
    ],
  })
  const path = join(folder, card.file.name)
  await writeWhole(path, [bytes])
  await writeWhole(join(folder, `${config.name}.card.json`), [
    new TextEncoder().encode(`${JSON.stringify(card, null, 2)}\n`),
  ])
  await requireAgreement(path, card, recogniser, config, parameters, runtime)
  return { path, card }
}

function joinedBytes(
  { bytes, graph, output, dimension }: FrozenRecogniser,
  config: UnmaskingConfig,
  parameters: Parameters,
) {
  if (
    graph.opset < opsets.least ||
    graph.opset > opsets.most ||
    graph.outputs.some(({ name }) => name === outputName)
  ) {
    throw new ModelError({
      code: 'not-trainable',
      message: `Expected a recogniser of operator set ${opsets.least} to ${opsets.most} without an output ${outputName} but received operator set ${graph.opset} with ${graph.outputs.map(({ name }) => name).join(', ')}`,
    })
  }
  const parts: OnnxParts = { nodes: [], constants: [] }
  const valuesOf = (name: string) => {
    const tensor = parameters[name]!
    return { values: Float32Array.from(tensor.dataSync()), shape: tensor.shape }
  }
  // some recognisers give [batch, dimension, 1, 1]
  const flat = 'flat'
  const input = { name: flat, shape: [dimension], layout: 'plain' } as const
  const { embedding } = unmaskingNetworkOf(config, dimension)(onnxLayers(parts, valuesOf, graph.opset), input)
  // so that no name of the recogniser is met
  const own = (name: string) => `unmasking/${name}`
  const nodes: OnnxNode[] = [
    { type: 'Flatten', inputs: [output], outputs: [own(flat)] },
    ...parts.nodes.map((node) => ({ ...node, inputs: node.inputs.map(own), outputs: node.outputs.map(own) })),
    { type: 'Identity', inputs: [own(embedding.name)], outputs: [outputName] },
  ]
  return rewriteOnnx(bytes, {
    // whatever else takes the embedding goes on taking it
    insert: { behind: output, nodes, output },
    constants: parts.constants.map((constant) => ({ ...constant, name: own(constant.name) })),
    outputs: [{ name: outputName, shape: ['batch', dimension] }],
  })
}

/** Runs the file on random pictures and, from the embeddings that it gives, TensorFlow.js. */
async function requireAgreement(
  path: string,
  card: ModelCard,
  { output, dimension }: FrozenRecogniser,
  config: UnmaskingConfig,
  parameters: Parameters,
  runtime: InferenceRuntime,
): Promise<void> {
  const { side } = config.network
  const session = await runtime.open(path)
  try {
    const input = imageInputOf(session, card)
    const count = input.batch ?? 3
    const rng = createRng('comparison')
    const data = Float32Array.from({ length: count * 3 * side * side }, () => rng.uniform(-1, 1))
    const dims = card.input.layout === 'nchw' ? [count, 3, side, side] : [count, side, side, 3]
    const there = await session.run({ [input.name]: { data, dims } }, [output, outputName])
    const here = tf.tidy(() => {
      const embeddings = tf.tensor2d(there[output]!.data, [count, dimension])
      return unmaskingNetworkOf(config, dimension)(tensorLayers(parameters, null), embeddings).embedding
    })
    const expected = await here.data<'float32'>()
    here.dispose()
    const found = there[outputName]!.data
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const difference = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0) / largest
    if (difference <= mostDifference) return
    throw new ModelError({
      code: 'export-differs',
      message: `Expected ONNX Runtime to compute what TensorFlow.js computes within ${mostDifference} but embeddings differ by ${difference.toExponential(1)}`,
      details: { difference },
    })
  } finally {
    await session.close()
  }
}
