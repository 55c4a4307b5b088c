import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createModelRegistry } from '@maskmirror/inference'
import * as tf from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { TrainConfigSchema } from '#config/train-config.ts'
import { readCheckpoint } from '#training/checkpoint.ts'
import { train } from '#training/train.ts'
import { createTrainer } from '#training/trainer.ts'
import { runOnnx } from '../../test/run-onnx.ts'
import { stripedSource } from '../../test/striped-faces.ts'
import { openBackend } from '../backend/open-backend.ts'
import { exportTrained } from './export-trained.ts'

test('a trained network leaves as ONNX with a card and computes there what it computed here', async () => {
  await openBackend('wasm')
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-export-'))
  try {
    const config = TrainConfigSchema.parse({
      name: 'striped',
      steps: 4,
      batch: 4,
      realBatch: 2,
      network: { backbone: 'tiny', side: 32, dimension: 16, refinement: {} },
      attention: {},
      mask: {},
      learningRate: { base: 0.01 },
    })
    const source = stripedSource(4)
    const { checkpoint } = await train({
      config,
      source,
      development: null,
      folder,
      signal: new AbortController().signal,
      clockMs: () => performance.now(),
      onProgress: () => {},
    })
    const { path, card } = await exportTrained(checkpoint, folder)

    const found = (await readCheckpoint(checkpoint))!
    const trainer = createTrainer({ config }, source.classes, {
      step: found.step,
      parameters: found.parameters,
      optimiser: { steps: found.optimiserSteps, memory: found.memory },
    })
    const { unmasked } = await source.batch(100)
    const expected = await trainer.embed(unmasked)
    trainer.dispose()
    const planes = tf.tidy(() => {
      const { mean, std } = card.input
      return tf.transpose(tf.div(tf.sub(tf.tensor(unmasked, [4, 32, 32, 3]), mean[0]), std[0]), [0, 3, 1, 2])
    })
    const { embedding, attention } = await runOnnx(await readFile(path), {
      data: Float32Array.from(planes.dataSync()),
      dims: planes.shape,
    })
    planes.dispose()
    expect(embedding!.dims).toEqual([4, 16])
    for (const [i, value] of expected.entries()) expect(Math.abs(value - embedding!.data[i]!)).toBeLessThan(1e-4)
    expect(attention!.dims).toEqual([4, 4, 4, 4]) // four pictures, four heads, a map of 2×2
    for (let row = 0; row < 64; row++) {
      const sum = attention!.data.subarray(row * 4, row * 4 + 4).reduce((total, value) => total + value, 0)
      expect(sum).toBeCloseTo(1, 5)
    }

    const registry = createModelRegistry({ directories: [folder] })
    expect((await registry.resolve(path)).card).toEqual(card)
  } finally {
    await rm(folder, { recursive: true })
  }
})
