import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { createInferenceRuntime, createModelRegistry, openEmbedder } from '@maskmirror/inference'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type TrainFile, TrainFileSchema } from '#config/train-file.ts'
import { openTrainingData, type TrainingData } from '#data/open-training-data.ts'
import { readCheckpoint } from '#training/checkpoint.ts'
import { type TrainingProgress, train } from '#training/train.ts'
import { createTrainer } from '#training/trainer.ts'
import { openBackend } from '../backend/open-backend.ts'
import { type OpenSystem, openSystem } from './open-system.ts'

const side = 32
const clockMs = () => performance.now()
const registry = createModelRegistry({ directories: [tmpdir()] })

beforeAll(() => openBackend('wasm'))

function fileOf(training: object): TrainFile {
  return TrainFileSchema.parse({
    data: { kind: 'generated', seed: 'systems', people: 4, picturesPerPerson: 3, developmentPeople: 3 },
    training: { batch: 6, validation: { every: 5, fmr: 0.1 }, ...training },
  })
}

/** What systems are tried on: a folder, generated faces, and what runs recognisers. */
async function openPlace() {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-systems-'))
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  const dataOf = (file: TrainFile): Promise<TrainingData> =>
    openTrainingData(file, {
      cacheDirectory: join(path, 'generated'),
      faceCacheOf: async (name) => name,
      threads: 1,
      onLeftOut: () => {},
      signal: new AbortController().signal,
      onProgress: () => {},
      clockMs,
    })
  return {
    path,
    runtime,
    dataOf,
    open: async (file: TrainFile) =>
      openSystem(file.training, await dataOf(file), { resolve: registry.resolve, runtime }),
    [Symbol.asyncDispose]: async () => {
      await runtime.close()
      await rm(path, { recursive: true })
    },
  }
}

/** @param stopAfter the step after which it is stopped; null runs to the end */
async function run({ job }: OpenSystem, folder: string, stopAfter: number | null = null) {
  const steps: TrainingProgress[] = []
  const stop = new AbortController()
  const result = await train({
    ...job,
    folder,
    signal: stop.signal,
    clockMs,
    onProgress: (progress) => {
      steps.push(progress)
      if (progress.step === stopAfter) stop.abort()
    },
  })
  return { ...result, steps }
}

async function expectSameEnd(one: string, other: string): Promise<void> {
  for (const name of ['metrics.jsonl', 'last.checkpoint']) {
    const [expected, actual] = await Promise.all([one, other].map((folder) => readFile(join(folder, name))))
    expect(actual!.equals(expected!), name).toBe(true)
  }
}

/** Embeddings by the written file, and by TensorFlow.js from the checkpoint, both of unit length. */
async function bothEmbeddings(
  { job }: OpenSystem,
  checkpoint: string,
  model: string,
  pictures: { readonly forFile: Float32Array; readonly forTrainer: Float32Array },
  runtime: Awaited<ReturnType<typeof openPlace>>['runtime'],
) {
  const found = (await readCheckpoint(checkpoint))!
  const trainer = createTrainer(job, job.source.classes, {
    step: found.step,
    parameters: found.parameters,
    optimiser: { steps: found.optimiserSteps, memory: found.memory },
  })
  const raw = await trainer.embed(pictures.forTrainer)
  trainer.dispose()
  const embedder = await openEmbedder({ runtime, model: await registry.resolve(model) })
  const size = side * side * 3
  const crops = Array.from({ length: pictures.forFile.length / size }, (_, i) =>
    createImage(side, side, 3, Uint8ClampedArray.from(pictures.forFile.subarray(i * size, (i + 1) * size))),
  )
  const there = await embedder.embed(crops)
  await embedder.close()
  const { dimension } = embedder
  const here = raw.map((value, i) => {
    const row = Math.floor(i / dimension) * dimension
    return value / Math.hypot(...raw.subarray(row, row + dimension))
  })
  return { here, there }
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}

function mean(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + value!, 0) / values.length
}

describe('the self-restrained triplet', () => {
  test('learns on a frozen recogniser, resumes exactly, and leaves as one file with it', async () => {
    await using place = await openPlace()
    const recogniserFile = fileOf({
      name: 'recogniser',
      steps: 10,
      network: { backbone: 'tiny', side, dimension: 16 },
      learningRate: { base: 0.02 },
    })
    await using recogniser = await place.open(recogniserFile)
    const trained = await run(recogniser, join(place.path, 'recogniser'))
    const { path: frozen, card: frozenCard } = await recogniser.exportTo(trained.checkpoint, place.path)
    const file = fileOf({
      system: 'unmasking',
      name: 'unmasked',
      steps: 40,
      network: { recogniser: frozen, side },
      learningRate: { base: 0.02 },
    })
    await using system = await place.open(file)
    const [whole, stopped] = ['whole', 'stopped'].map((name) => join(place.path, name)) as [string, string]
    const before = tf.memory().numTensors
    const { steps, checkpoint, best } = await run(system, whole)
    expect(tf.memory().numTensors).toBe(before)
    expect(steps.map(({ identity }) => identity)).toEqual(steps.map(() => null))
    const triplets = steps.map(({ triplet }) => triplet)
    expect(mean(triplets.slice(-8))).toBeLessThan(0.7 * mean(triplets.slice(0, 8)))
    expect(best).not.toBeNull()

    expect(await run(system, stopped, 12)).toMatchObject({ ended: 'stopped', step: 13 })
    await using again = await place.open(file)
    expect(await run(again, stopped)).toMatchObject({ ended: 'complete', step: 40 })
    await expectSameEnd(whole, stopped)

    const { path, card } = await system.exportTo(checkpoint, place.path)
    expect(card).toMatchObject({
      name: 'unmasked',
      output: { name: 'unmasked', dimension: 16 },
      input: frozenCard.input,
    })
    const data = await place.dataOf(file)
    const forFile = (await data.source.batch(50)).masked
    const forTrainer = (await system.job.source.batch(50)).masked
    const { here, there } = await bothEmbeddings(system, checkpoint, path, { forFile, forTrainer }, place.runtime)
    expect(largestDifference(here, there)).toBeLessThan(1e-4)
    expect(largestDifference(here, forTrainer)).toBeGreaterThan(0.01)
  })

  test('refuses a recogniser of another size, and one that is mapped already', async () => {
    await using place = await openPlace()
    const recogniserFile = fileOf({ name: 'recogniser', steps: 1, network: { backbone: 'tiny', side, dimension: 8 } })
    await using recogniser = await place.open(recogniserFile)
    const { checkpoint } = await run(recogniser, join(place.path, 'recogniser'))
    const { path } = await recogniser.exportTo(checkpoint, place.path)
    const fileWith = (name: string, network: object) => fileOf({ system: 'unmasking', name, steps: 1, network })
    await expect(place.open(fileWith('larger', { recogniser: path, side: 48 }))).rejects.toThrow(
      /recogniser of 48×48 pixels.*takes 32×32/,
    )
    await using once = await place.open(fileWith('once', { recogniser: path, side }))
    const first = await run(once, join(place.path, 'once'))
    const { path: mapped } = await once.exportTo(first.checkpoint, place.path)
    await using twice = await place.open(fileWith('twice', { recogniser: mapped, side }))
    const second = await run(twice, join(place.path, 'twice'))
    await expect(twice.exportTo(second.checkpoint, place.path)).rejects.toMatchObject({ code: 'not-trainable' })
  })
})

describe('G2D', () => {
  const file = fileOf({
    system: 'g2d',
    name: 'filled',
    steps: 50,
    network: { side, dimension: 16, encoder: { filters: [8, 12], units: 1 }, reformer: { filters: 16, units: 2 } },
    inpainting: { steps: 25, learningRate: { base: 0.4 } },
    identity: { scale: 16, margin: 0.2 },
    learningRate: { base: 0.05 },
  })

  test('learns to fill in, then to tell apart with a frozen encoder, resumes exactly in both, and leaves as ONNX', async () => {
    await using place = await openPlace()
    await using system = await place.open(file)
    const [whole, stopped] = ['whole', 'stopped'].map((name) => join(place.path, name)) as [string, string]
    const before = tf.memory().numTensors
    const { steps, checkpoint, best } = await run(system, whole)
    expect(tf.memory().numTensors).toBe(before)
    const fillings = steps.slice(0, 25).map(({ inpainting }) => inpainting)
    expect(mean(fillings.slice(-4))).toBeLessThan(0.6 * mean(fillings.slice(0, 4)))
    const identities = steps.slice(25).map(({ identity }) => identity)
    expect(mean(identities.slice(-4))).toBeLessThan(0.6 * mean(identities.slice(0, 4)))
    expect(steps.map(({ inpainting, identity }) => [inpainting === null, identity === null])).toEqual(
      steps.map(({ step }) => [step >= 25, step < 25]),
    )
    // embeddings mean nothing before the reformer learns
    expect(steps.filter(({ development }) => development !== null).map(({ step }) => step)).toEqual([
      29, 34, 39, 44, 49,
    ])
    expect(best!.step).toBeGreaterThan(25)

    expect(await run(system, stopped, 7)).toMatchObject({ ended: 'stopped', step: 8 })
    expect(await run(system, stopped, 30)).toMatchObject({ ended: 'stopped', step: 31 })
    expect(await run(system, stopped)).toMatchObject({ ended: 'complete', step: 50 })
    await expectSameEnd(whole, stopped)

    const { path, card } = await system.exportTo(checkpoint, place.path)
    expect(card).toMatchObject({ name: 'filled', output: { name: 'embedding', dimension: 16 } })
    const { masked } = await system.job.source.batch(90)
    const pictures = { forFile: masked, forTrainer: masked }
    const { here, there } = await bothEmbeddings(system, checkpoint, path, pictures, place.runtime)
    expect(largestDifference(here, there)).toBeLessThan(1e-4)
  })

  test('the encoder stays as it is while the reformer learns, and the other way round', async () => {
    await using place = await openPlace()
    await using system = await place.open(file)
    const { config, source } = system.job
    if (!('inpainting' in config)) throw new TypeError('it is G2D')
    const batch = await source.batch(0)
    const changedBy = async (step: number) => {
      const start = createTrainer({ config }, source.classes)
      const parameters = Object.fromEntries(
        Object.entries(start.parameters).map(([name, x]) => [name, tf.keep(x.clone())]),
      )
      start.dispose()
      const values = (all: Record<string, tf.Tensor>) =>
        new Map(Object.entries(all).map(([name, x]) => [name, [...x.dataSync()].join()]))
      const old = values(parameters)
      const trainer = createTrainer({ config }, source.classes, {
        step,
        parameters,
        optimiser: { steps: step, memory: {} },
      })
      await trainer.update([batch])
      const changed = [...values(trainer.parameters)].filter(([name, text]) => old.get(name) !== text)
      trainer.dispose()
      return new Set(changed.map(([name]) => name.split('.')[0]))
    }
    expect(await changedBy(3)).toEqual(new Set(['encoder', 'refinement', 'decoder']))
    expect(await changedBy(30)).toEqual(new Set(['reformer', 'embedding', 'identity']))
  })

  test.each([
    { changes: { inpainting: { steps: 50 } }, message: /fewer than steps/ },
    { changes: { network: { side: 36 } }, message: /multiple of what encoder and reformer halve it by/ },
    { changes: { realBatch: 2 }, message: /realBatch/ },
  ])('refuses what does not go together', ({ changes, message }) => {
    expect(() => fileOf({ ...file.training, ...changes })).toThrow(message)
  })
})
