import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWorkbench, type RunEvent } from '../src/index.ts'

/** A network so small that it learns nothing, but goes through everything. */
const config = {
  data: { kind: 'generated', people: 3, picturesPerPerson: 2, developmentPeople: 2, developmentPicturesPerPerson: 2 },
  training: {
    name: 'small',
    steps: 12,
    batch: 2,
    network: { backbone: 'tiny', side: 32, dimension: 8, refinement: {} },
    attention: {},
    mask: {},
    validation: { every: 4 },
  },
}

async function openTrainings() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'maskmirror-trainings-')))
  const opened = await openWorkbench({
    dataDirectory: join(folder, 'data'),
    roots: [folder],
    modelDirectories: [],
    modelMirror: null,
    version: '0.0.0',
    onUnexpectedError: (error) => {
      throw error
    },
  })
  return {
    folder: join(folder, 'data', 'trainings'),
    workbench: opened.workbench,
    trainings: opened.workbench.trainings,
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function eventsOf(events: AsyncIterable<RunEvent>, on: (event: RunEvent) => void = () => {}) {
  let last: RunEvent | null = null
  for await (const event of events) {
    last = event
    on(event)
  }
  return last!
}

test('a training is stopped, resumed and ends as one that was not, with curves and examples', {
  timeout: 300_000,
}, async () => {
  await using opened = await openTrainings()
  const { trainings } = opened
  const signal = new AbortController().signal
  const { id, existing } = await trainings.start(JSON.stringify(config))
  expect([existing, id.startsWith('small-')]).toEqual([false, true])
  let cancelled = false
  const stopped = await eventsOf(trainings.watch(id, signal), ({ progress }) => {
    if (progress?.stage !== 'learning' || progress.done < 4 || cancelled) return
    cancelled = true
    void trainings.cancel(id)
  })
  expect(stopped.status).toBe('cancelled')
  const before = await trainings.metrics(id)
  expect(before.steps).toBeGreaterThanOrEqual(2)
  expect(before.steps).toBeLessThan(12)

  await trainings.resume(id)
  expect(await eventsOf(trainings.watch(id, signal))).toMatchObject({ status: 'succeeded', error: null })
  const metrics = await trainings.metrics(id)
  expect(metrics.steps).toBe(12)
  expect(metrics.losses[0]).toMatchObject({ name: 'loss' })
  expect(metrics.losses[0]!.points.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
  expect(metrics.errors.map(({ name, points }) => [name, points.map(({ step }) => step)])).toEqual([
    ['unmasked', [4, 8, 12]],
    ['masked', [4, 8, 12]],
  ])
  const { examples, backend, steps, name } = await trainings.get(id)
  expect([examples.length, name, steps]).toEqual([2, 'small', 12])
  expect(backend).toMatch(/^\w+: /)
  expect(examples[0]!.unmasked).not.toBe(examples[0]!.masked)
  expect(await opened.workbench.readImage(examples[0]!.masked)).not.toBeNull()
  expect((await readFile(join(opened.folder, id, 'small.onnx'))).byteLength).toBeGreaterThan(1000)

  // started once without a stop, under another name of the same length: the curve is the same to the last digit
  const other = { ...config, training: { ...config.training, name: 'whole' } }
  const whole = await trainings.start(JSON.stringify(other))
  await eventsOf(trainings.watch(whole.id, signal))
  expect(await trainings.metrics(whole.id)).toEqual(metrics)

  expect(await trainings.start(JSON.stringify(config))).toEqual({ id, existing: true })
  expect((await trainings.list()).map((one) => [one.id, one.status])).toEqual([
    [whole.id, 'succeeded'],
    [id, 'succeeded'],
  ])
  await expect(trainings.resume(id)).rejects.toMatchObject({ code: 'run-not-resumable' })
  await trainings.remove(id)
  await expect(trainings.get(id)).rejects.toMatchObject({ code: 'training-unknown' })
})

test('what cannot be trained is refused with what is wrong', { timeout: 60_000 }, async () => {
  await using opened = await openTrainings()
  const { trainings } = opened
  expect((await trainings.listConfigs()).map(({ name }) => name)).toContain('tiny-both')
  await expect(trainings.start('{')).rejects.toThrow(/Expected JSON but/)
  const wrong = { ...config, training: { ...config.training, steps: 0 } }
  await expect(trainings.start(JSON.stringify(wrong))).rejects.toThrow(/steps/)
  const photos = { ...config, data: { kind: 'folder', pictures: '/etc' } }
  await expect(trainings.start(JSON.stringify(photos))).rejects.toMatchObject({ code: 'training-data-unsupported' })
  await expect(trainings.metrics('../x')).rejects.toMatchObject({ code: 'training-unknown' })
})
