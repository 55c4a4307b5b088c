import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { TrainConfigSchema } from '#config/train-config.ts'
import { exportNetwork } from '#export/export-network.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { faceNetwork } from '#network/face-network.ts'
import { randomParameters } from '../../test/random-parameters.ts'
import { openBackend } from '../backend/open-backend.ts'
import { readStart } from './read-start.ts'
import { createTrainer } from './trainer.ts'

test('a training begins with the numbers of a file', async () => {
  await openBackend('wasm')
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-start-'))
  try {
    const path = join(folder, 'start.onnx')
    const network = { backbone: 'tiny', side: 32, dimension: 8, start: path } as const
    const config = TrainConfigSchema.parse({ name: 'started', steps: 1, batch: 2, network })
    const face = faceNetwork(config.network)
    const parameters = randomParameters(outlineNetwork(face, [32, 32, 3]).parameters, 'start')
    await expect(readStart(config)).rejects.toMatchObject({ code: 'bad-config' })
    await writeFile(path, exportNetwork(face, [32, 32, 3], parameters, { name: 'start' }))
    const trainer = createTrainer({ config }, 3, undefined, await readStart(config))
    const pictures = Float32Array.from({ length: 2 * 32 * 32 * 3 }, (_, i) => (i * 37) % 256)
    const expected = tf.tidy(() => {
      const input = tf.div(tf.sub(tf.tensor(pictures, [2, 32, 32, 3]), 127.5), 127.5)
      return face(tensorLayers(parameters, null), input).embedding
    })
    expect(await trainer.embed(pictures)).toEqual(await expected.data())
    trainer.dispose()
    tf.dispose([parameters, expected])
  } finally {
    await rm(folder, { recursive: true })
  }
})
