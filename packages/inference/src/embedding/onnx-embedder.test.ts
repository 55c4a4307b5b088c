import { createImage, createRng, type Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { linearEmbedding, temporaryFolder, writeModel } from '../../test/tiny-models.ts'
import { type ModelCardInput, ModelCardSchema } from '../model-card.ts'
import { createInferenceRuntime } from '../runtime/runtime.ts'
import { openEmbedder } from './onnx-embedder.ts'

const card: ModelCardInput = {
  name: 'linear',
  title: 'Linear',
  task: 'embedding',
  file: { name: 'linear.onnx', bytes: null, sha256: null },
  licence: 'MIT',
  source: { address: null, project: null, citation: null },
  input: { width: 112, height: 112, layout: 'nchw', colour: 'rgb', mean: 127.5, std: 127.5 },
  output: { dimension: null },
  alignment: 'arcface112',
  notes: [],
}

function crops(count: number, side = 112): Image[] {
  const rng = createRng('crops')
  return Array.from({ length: count }, () =>
    createImage(
      side,
      side,
      3,
      Uint8ClampedArray.from({ length: side * side * 3 }, () => rng.int(256)),
    ),
  )
}

async function opened(graph = linearEmbedding().graph, changes: Partial<ModelCardInput> = {}, batchSize?: number) {
  const folder = await temporaryFolder()
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  const dispose = async () => {
    await runtime.close()
    await folder[Symbol.asyncDispose]()
  }
  try {
    const path = await writeModel(folder.path, 'linear.onnx', graph)
    const model = { card: ModelCardSchema.parse({ ...card, ...changes }), path, sha256: 'f'.repeat(64) }
    const embedder = await openEmbedder({ runtime, model, ...(batchSize !== undefined && { batchSize }) })
    return { ...embedder, [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

describe('openEmbedder', () => {
  test('gives the unit vector of what the model computes', async () => {
    await using embedder = await opened()
    expect(embedder).toMatchObject({ name: 'linear', version: 'f'.repeat(64), dimension: 8 })
    const [crop] = crops(1)
    const row = await embedder.embed([crop!])
    const { weights } = linearEmbedding()
    const expected = new Float64Array(8)
    for (let channel = 0; channel < 3; channel++) {
      for (let block = 0; block < 49; block++) {
        let mean = 0
        for (let k = 0; k < 256; k++) {
          const y = Math.floor(block / 7) * 16 + Math.floor(k / 16)
          const x = (block % 7) * 16 + (k % 16)
          mean += (crop!.data[(y * 112 + x) * 3 + channel]! - 127.5) / 127.5 / 256
        }
        for (let d = 0; d < 8; d++) expected[d]! += mean * weights[(channel * 49 + block) * 8 + d]!
      }
    }
    const length = Math.hypot(...expected)
    for (let d = 0; d < 8; d++) expect(row[d]).toBeCloseTo(expected[d]! / length, 4)
  })

  test.each([1, 4, 7])('a row does not depend on its neighbours, batches of %s', async (batchSize) => {
    await using embedder = await opened(undefined, {}, batchSize)
    const all = crops(9)
    const together = await embedder.embed(all)
    for (const [i, crop] of all.entries()) {
      expect(await embedder.embed([crop])).toEqual(together.slice(i * 8, (i + 1) * 8))
    }
  })

  test('fills up a model whose batch is fixed', async () => {
    await using free = await opened()
    await using fixed = await opened(linearEmbedding({ batch: 2 }).graph)
    const all = crops(3)
    const expected = await free.embed(all)
    const found = await fixed.embed(all)
    expect(found.length).toBe(24)
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5)
    })
  })

  test('no crops give no rows', async () => {
    await using embedder = await opened()
    expect(await embedder.embed([])).toEqual(new Float32Array())
  })

  test('refuses a crop of another size and an embedding of length 0', async () => {
    await using embedder = await opened()
    await expect(embedder.embed([...crops(1), ...crops(1, 96)])).rejects.toThrow(
      'Expected crops of 112×112 pixels but crop 1 has 96×96',
    )
    await using still = await opened(undefined, { input: { ...card.input, mean: 0, std: 1 } })
    const black = createImage(112, 112, 3)
    await expect(still.embed([...crops(5), black])).rejects.toThrow(/embedding 5 to be finite and not zero/)
  })

  test('names both shapes when card and model differ', async () => {
    const wide = linearEmbedding({ side: 96 }).graph
    await expect(opened(wide)).rejects.toMatchObject({
      code: 'input-shape',
      message: expect.stringMatching(/\[\?, 3, 112, 112\] \(NCHW\).*card linear.*pixels float32 \[batch, 3, 96, 96\]/),
    })
    const nhwc = { input: { ...card.input, layout: 'nhwc' } } as const
    await expect(opened(undefined, nhwc)).rejects.toMatchObject({ code: 'input-shape' })
    await expect(opened(undefined, { output: { dimension: 128 } })).rejects.toMatchObject({
      code: 'output-shape',
      message: expect.stringMatching(/\[\?, 128\].*embedding float32 \[batch, 8\]/),
    })
    await expect(opened(undefined, { output: { name: 'fc1', dimension: null } })).rejects.toThrow(/fc1/)
  })

  test('refuses a card of another task', async () => {
    await expect(opened(undefined, { task: 'detection' })).rejects.toMatchObject({ code: 'bad-card' })
  })
})
