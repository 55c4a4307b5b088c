import { createImage } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { linearEmbedding, temporaryFolder, writeModel } from '../../test/tiny-models.ts'
import { ModelCardSchema } from '../model-card.ts'
import type { OnnxGraph } from '../onnx/encode-onnx.ts'
import { createInferenceRuntime } from '../runtime/runtime.ts'
import { openAttention } from './attention-reader.ts'

/** One head over 2×2 positions of a 4×4 picture; every position looks at the positions as red as they are. */
function redAttention(positions = 4): OnnxGraph {
  return {
    name: 'red-attention',
    inputs: [{ name: 'pixels', shape: ['batch', 3, 4, 4] }],
    outputs: [
      { name: 'embedding', shape: ['batch', 12] },
      { name: 'attention', shape: ['batch', 1, positions, positions] },
    ],
    nodes: [
      {
        type: 'AveragePool',
        inputs: ['pixels'],
        outputs: ['blocks'],
        attributes: { kernel_shape: [2, 2], strides: [2, 2] },
      },
      { type: 'Flatten', inputs: ['blocks'], outputs: ['embedding'] },
      { type: 'Gather', inputs: ['blocks', 'red'], outputs: ['reds'], attributes: { axis: 1 } },
      { type: 'Reshape', inputs: ['reds', 'row'], outputs: ['rows'] },
      { type: 'Expand', inputs: ['rows', 'square'], outputs: ['logits'] },
      { type: 'Softmax', inputs: ['logits'], outputs: ['attention'], attributes: { axis: 3 } },
    ],
    constants: [
      { name: 'red', dims: [1], values: { int64: [0] } },
      { name: 'row', dims: [4], values: { int64: [-1, 1, 1, 4] } },
      { name: 'square', dims: [4], values: { int64: [1, 1, 4, 4] } },
    ],
  }
}

const cardFor = (side: number) =>
  ModelCardSchema.parse({
    name: 'tiny',
    title: 'Tiny',
    task: 'embedding',
    file: { name: 'tiny.onnx', bytes: null, sha256: null },
    licence: null,
    source: { address: null, project: null, citation: null },
    input: { width: side, height: side, layout: 'nchw', colour: 'rgb', mean: 0, std: 51 },
    output: { name: 'embedding', dimension: null },
    alignment: null,
    notes: [],
  })

async function openTiny(graph: OnnxGraph, side: number) {
  const folder = await temporaryFolder()
  const runtime = createInferenceRuntime({ workers: 1 })
  const path = await writeModel(folder.path, 'tiny.onnx', graph)
  return {
    open: () => openAttention({ runtime, model: { card: cardFor(side), path, sha256: '' } }),
    [Symbol.asyncDispose]: async () => {
      await runtime.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

test('reads the attention of a crop: rows are who looks', async () => {
  await using tiny = await openTiny(redAttention(), 4)
  const reader = await tiny.open()
  const crop = createImage(4, 4, 3)
  for (const pixel of [2, 3, 6, 7]) crop.data[pixel * 3] = 51 // the upper right block, 1 after preprocessing
  const { data, heads, positions } = await reader!.read(crop)
  expect([heads, positions, data.length]).toEqual([1, 4, 16])
  const share = Math.E / (3 + Math.E)
  for (const [i, value] of data.entries()) expect(value).toBeCloseTo(i % 4 === 1 ? share : (1 - share) / 3, 6)
  await expect(reader!.read(createImage(5, 4, 3))).rejects.toThrow('4×4')
  await reader!.close()
})

test('is null for a model without attention, and refuses positions that are no square', async () => {
  await using plain = await openTiny(linearEmbedding().graph, 112)
  expect(await plain.open()).toBeNull()
  await using odd = await openTiny(redAttention(5), 4)
  await expect(odd.open()).rejects.toThrow('square map')
})
