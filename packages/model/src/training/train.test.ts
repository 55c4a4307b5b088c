import { mkdir, mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type TrainConfig, type TrainConfigInput, TrainConfigSchema } from '#config/train-config.ts'
import { stripedDevelopment, stripedSource } from '../../test/striped-faces.ts'
import { openBackend } from '../backend/open-backend.ts'
import { readCheckpoint } from './checkpoint.ts'
import { learningRateAt } from './learning-rate.ts'
import { type TrainingJob, train } from './train.ts'
import { createTrainer } from './trainer.ts'

beforeAll(() => openBackend('wasm'))

const whole: TrainConfigInput = {
  name: 'striped',
  steps: 6,
  batch: 4,
  realBatch: 2,
  network: { backbone: 'tiny', side: 32, dimension: 16, dropout: 0.2, refinement: {} },
  attention: {},
  mask: { hidden: 8 },
  identity: { scale: 16, margin: 0.2 },
  learningRate: { base: 0.05 },
  validation: { every: 2 },
}

function configOf(changes: Partial<TrainConfigInput> = {}): TrainConfig {
  return TrainConfigSchema.parse({ ...whole, ...changes })
}

async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-train-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

type FaceJob = Extract<TrainingJob, { body?: undefined; dimension?: undefined }>

function jobIn(folder: string, changes: Partial<FaceJob> = {}): FaceJob {
  return {
    config: configOf(),
    source: stripedSource(4),
    development: stripedDevelopment(),
    folder,
    signal: new AbortController().signal,
    clockMs: () => performance.now(),
    onProgress: () => {},
    ...changes,
  }
}

function curve(folder: string): Promise<string> {
  return readFile(join(folder, 'metrics.jsonl'), 'utf8')
}

async function expectSameEnd(one: string, other: string): Promise<void> {
  expect(await curve(other)).toBe(await curve(one))
  const [expected, actual] = [join(one, 'last.checkpoint'), join(other, 'last.checkpoint')]
  expect((await readFile(actual)).equals(await readFile(expected))).toBe(true)
}

describe('train', () => {
  test('a training that was stopped, crashed or met a broken batch goes on as if nothing had been', async () => {
    await using folder = await temporaryFolder()
    const [uninterrupted, stopped, crashed, spoiled] = ['a', 'b', 'c', 'd'].map((name) => join(folder.path, name))
    const before = tf.memory().numTensors
    expect(await train(jobIn(uninterrupted!))).toMatchObject({ step: 6, ended: 'complete' })
    expect(tf.memory().numTensors).toBe(before)
    expect((await curve(uninterrupted!)).trim().split('\n')).toHaveLength(6)

    const stop = new AbortController()
    const onProgress = ({ step }: { step: number }) => {
      if (step === 2) stop.abort()
    }
    expect(await train(jobIn(stopped!, { signal: stop.signal, onProgress }))).toMatchObject({
      step: 3,
      ended: 'stopped',
    })
    expect(await train(jobIn(stopped!))).toMatchObject({ step: 6, ended: 'complete' })
    await expectSameEnd(uninterrupted!, stopped!)

    const crash = () => {
      throw new Error('crash')
    }
    // after the checkpoint of step 4 and one more line of metrics
    await expect(train(jobIn(crashed!, { onProgress: ({ step }) => step === 4 && crash() }))).rejects.toThrow('crash')
    await train(jobIn(crashed!))
    await expectSameEnd(uninterrupted!, crashed!)

    await expect(train(jobIn(spoiled!, { source: stripedSource(4, [3]) }))).rejects.toThrow(
      /step 3 to be finite but received NaN.*step 2 are kept in/,
    )
    await train(jobIn(spoiled!))
    await expectSameEnd(uninterrupted!, spoiled!)
  })

  test('refuses a folder of another training, a cut checkpoint and a place where it cannot write', async () => {
    await using folder = await temporaryFolder()
    const job = jobIn(folder.path, { config: configOf({ steps: 1 }) })
    await train(job)
    await expect(train({ ...job, config: configOf({ steps: 2 }) })).rejects.toThrow(/another configuration/)
    await expect(train({ ...job, source: { ...job.source, checksum: 'other' } })).rejects.toThrow(/other pictures/)
    await truncate(join(folder.path, 'last.checkpoint'), 5000)
    await expect(train(job)).rejects.toMatchObject({ code: 'bad-checkpoint' })
    await mkdir(join(folder.path, 'full', 'best.checkpoint'), { recursive: true })
    await expect(train({ ...job, folder: join(folder.path, 'full') })).rejects.toMatchObject({ code: 'unwritable' })
  })

  test('ends early when development people gain nothing any more', async () => {
    await using folder = await temporaryFolder()
    // a rate of next to nothing: the first validation stays the best
    const config = configOf({
      steps: 12,
      learningRate: { base: 1e-9 },
      statisticsMomentum: 1e-6,
      validation: { every: 1, patience: 3 },
    })
    const result = await train(jobIn(folder.path, { config }))
    expect(result).toMatchObject({ ended: 'early', step: 4, best: { step: 1 } })
    expect(result.checkpoint).toBe(join(folder.path, 'best.checkpoint'))
    const best = await readCheckpoint(result.checkpoint)
    expect(best!.step).toBe(1)
    tf.dispose([best!.parameters, best!.memory])
  })

  test.each<{ system: string; changes: Partial<TrainConfigInput> }>([
    {
      system: 'pure',
      changes: { identity: { ...whole.identity, pictures: 'unmasked' }, attention: null, mask: null, realBatch: 0 },
    },
    { system: 'retrained', changes: { attention: null, mask: null, realBatch: 0 } },
    { system: 'whole', changes: {} },
  ])('learns to tell people apart: $system', async ({ changes }) => {
    await using folder = await temporaryFolder()
    const config = configOf({
      ...changes,
      steps: 40,
      learningRate: { base: 0.05 },
      validation: { every: 40, fmr: 0.1 },
    })
    const losses: number[] = []
    const result = await train(jobIn(folder.path, { config, onProgress: ({ identity }) => losses.push(identity!) }))
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 3)
    expect(result.best!.fnmr).toBeLessThanOrEqual(0.25)
  })

  test('passes that are accumulated give the gradient of their mean', async () => {
    const batch = await stripedSource(4).batch(0)
    const network = { ...whole.network, dropout: 0 }
    const trained: { gradientLength: number; weights: Float32Array }[] = []
    for (const accumulate of [1, 2]) {
      const trainer = createTrainer({ config: configOf({ network, accumulate }) }, 4)
      const { gradientLength } = await trainer.update(Array.from({ length: accumulate }, () => batch))
      const weights = Float32Array.from(trainer.parameters['stem.convolution.weight']!.dataSync())
      trainer.dispose()
      trained.push({ gradientLength, weights })
    }
    expect(trained[1]!.gradientLength).toBeCloseTo(trained[0]!.gradientLength, 3)
    for (const [i, weight] of trained[0]!.weights.entries()) expect(trained[1]!.weights[i]).toBeCloseTo(weight, 5)
  })
})

describe('learningRateAt', () => {
  test.each([
    { step: 0, rate: 0.01 },
    { step: 9, rate: 0.1 },
    { step: 59, rate: 0.1 },
    { step: 60, rate: 0.01 },
    { step: 95, rate: 0.0001 },
  ])('rises and falls in steps: $step', ({ step, rate }) => {
    expect(learningRateAt(configOf({ steps: 100, learningRate: { base: 0.1, warmUp: 0.1 } }), step)).toBeCloseTo(
      rate,
      8,
    )
  })

  test('falls along a cosine', () => {
    const config = configOf({ steps: 100, learningRate: { base: 0.1, warmUp: 0, decay: { kind: 'cosine' } } })
    expect([0, 50, 99].map((step) => learningRateAt(config, step))).toEqual([
      expect.closeTo(0.1, 8),
      expect.closeTo(0.05, 8),
      expect.closeTo(0.1 * Math.sin(Math.PI / 200) ** 2, 8),
    ])
  })
})

describe('TrainConfigSchema', () => {
  test.each<{ changes: Partial<TrainConfigInput>; message: RegExp }>([
    { changes: { network: { refinement: null } }, message: /network\.refinement where attention is aligned/ },
    { changes: { mask: null }, message: /real pictures serve the mask classifier alone/ },
  ])('refuses what does not go together', ({ changes, message }) => {
    expect(() => configOf(changes)).toThrow(message)
  })
})
