import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkbench, type RunEvent, type RunRequestInput } from '@maskmirror/experiments'
import { describe, expect, test } from 'vitest'
import { appRouter } from '../src/index.ts'

async function openApi() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'maskmirror-api-')))
  const root = join(folder, 'photos')
  await mkdir(join(root, 'empty'), { recursive: true })
  const opened = await openWorkbench({
    dataDirectory: join(folder, 'data'),
    roots: [root],
    modelDirectories: [],
    modelMirror: null,
    version: '0.0.0',
    onUnexpectedError: (error) => {
      throw error
    },
  })
  return {
    root,
    readImage: opened.workbench.readImage,
    caller: appRouter.createCaller({ workbench: opened.workbench, version: '0.0.0' }),
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const small: RunRequestInput = {
  dataset: 'demo',
  model: 'lbp',
  settings: ['umr-ump', 'umr-mp', 'mirror'],
  maxGenuine: 12,
  maxImpostor: 24,
}

/** Every state of a run until it ends. */
async function watched(caller: Awaited<ReturnType<typeof openApi>>['caller'], id: string): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  // called directly, a tracked event is a tuple of id and data; the declared type is what a client over HTTP gets
  for await (const tracked of await caller.runs.watch({ id }))
    events.push((tracked as unknown as [string, RunEvent])[1])
  return events
}

describe('a run through the api', () => {
  test('starts, is watched to its end, and answers with table, figures and examples', {
    timeout: 240_000,
  }, async () => {
    await using api = await openApi()
    const { id, existing } = await api.caller.runs.start(small)
    expect(existing).toBe(false)
    const events = await watched(api.caller, id)
    expect(events.at(-1)).toEqual({ status: 'succeeded', progress: null, error: null })
    expect(events.some(({ progress }) => progress !== null && progress.done <= progress.total)).toBe(true)

    const run = await api.caller.runs.get({ id })
    expect(run.result?.table.settings.map(({ setting }) => setting)).toEqual([
      'umr-ump',
      'umr-mp',
      'mirror:type-colour',
    ])
    expect(run.result?.counts).toMatchObject({ genuine: 12, impostor: 24, pairs: 36 })
    expect(run.provenance?.node).toBe(process.version)
    const figures = await api.caller.runs.figures({ id })
    expect([figures?.det.kind, figures?.roc.kind, figures?.distributions.kind]).toEqual([
      'det',
      'roc',
      'score-distribution',
    ])
    const examples = await api.caller.runs.examples({ id })
    expect(examples?.length).toBeGreaterThan(0)
    const { zeroFmr } = run.result!.table.settings[1]!.withFailures!
    const rates = await api.caller.results.ratesAt({ id, threshold: zeroFmr.threshold, over: 'withFailures' })
    expect(rates.map(({ setting }) => setting)).toEqual(['umr-ump', 'umr-mp', 'mirror:type-colour'])
    expect(rates[1]!.point).toEqual(zeroFmr)
    const reports = await api.caller.results.reports({ id })
    expect(
      reports?.evidence.sections.every(({ columns, rows }) => rows.every((row) => row.length === columns.length)),
    ).toBe(true)
    const slices = await api.caller.results.slices({ id })
    for (const { slices: parts } of slices!) {
      expect(parts.reduce((sum, { pairs }) => sum + pairs.genuine + pairs.impostor, 0)).toBe(36)
    }
    expect(slices!.map(({ name }) => name)).toContain('mask-type')
    const damaged = { id, from: 'umr-ump', to: 'mirror:type-colour', genuine: true, offset: 1, limit: 3 } as const
    const { total, lost, pairs } = await api.caller.results.damage(damaged)
    expect(total + lost).toBe(12)
    expect(pairs).toHaveLength(3)
    expect(pairs[0]!.change).toBeLessThanOrEqual(pairs[1]!.change)
    const [bare, treated] = pairs[0]!.pictures
    expect(new Set([bare?.reference, bare?.probe, treated?.reference, treated?.probe]).size).toBe(4)
    expect(treated?.detail).toMatch(/mask/)
    for (const image of [bare!.reference!, treated!.reference!]) expect(await api.readImage(image)).not.toBeNull()
    await expect(api.caller.results.damage({ ...damaged, to: 'mr-mp' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect((await api.caller.runs.list()).map((listed) => [listed.id, listed.status])).toEqual([[id, 'succeeded']])

    const other = await api.caller.runs.start({ ...small, settings: ['umr-mp', 'mr-mp'] })
    await watched(api.caller, other.id)
    const comparison = await api.caller.results.compare({ a: id, b: other.id })
    expect(comparison).toMatchObject({ settings: ['umr-mp'], pairs: 36, resamples: 1000 })
    const overlay = await api.caller.results.overlay({ a: id, b: other.id, setting: 'umr-mp' })
    expect(overlay?.det.kind).toBe('det')
    expect(await api.caller.results.overlay({ a: id, b: other.id, setting: 'mr-mp' })).toBeNull()
    const fewer = await api.caller.runs.start({ ...small, maxGenuine: 10 })
    await watched(api.caller, fewer.id)
    await expect(api.caller.results.compare({ a: id, b: fewer.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('one has 36 pairs and the other 34'),
    })

    expect(await api.caller.runs.start(small)).toEqual({ id, existing: true })
    expect((await api.caller.runs.get({ id })).status).toBe('succeeded')
    await expect(api.caller.runs.cancel({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
    await api.caller.runs.remove({ id })
    await expect(api.caller.runs.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('can be cancelled and resumed', async () => {
    await using api = await openApi()
    const { id } = await api.caller.runs.start(small)
    await api.caller.runs.cancel({ id })
    expect((await watched(api.caller, id)).at(-1)?.status).toBe('cancelled')
    await api.caller.runs.resume({ id })
    await expect(api.caller.runs.remove({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await watched(api.caller, id)).at(-1)?.status).toBe('succeeded')
    await expect(api.caller.runs.resume({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('the photos of a set through the api', () => {
  test('are browsed and decided about by keys', async () => {
    await using api = await openApi()
    const { datasets, health } = api.caller
    const { counts, layout, edition } = await datasets.get({ id: 'demo' })
    expect([counts.people, counts.photos, layout]).toEqual([60, 300, null])
    const page = await datasets.photos({ id: 'demo', search: 'test-0002', limit: 2, offset: 4 })
    expect(page).toMatchObject({ edition, total: 5, photos: [{ key: `${edition}-9`, person: 'test-0002' }] })
    const { key } = page.photos[0]!
    expect((await datasets.photo({ id: 'demo', key })).landmarks).toHaveLength(136)
    expect((await datasets.people({ id: 'demo', search: '007' })).people).toMatchObject([{ photos: 5, masked: 0 }])

    await health.decide({ id: 'demo', decisions: [{ key, exclude: true }] })
    expect(await health.get({ id: 'demo' })).toMatchObject({ check: null, reviewed: { kept: 0, excluded: 1 } })
    expect((await datasets.photos({ id: 'demo', review: 'excluded' })).total).toBe(1)
    await health.decide({ id: 'demo', decisions: [{ key, exclude: null }] })
    expect((await datasets.photos({ id: 'demo', review: 'excluded' })).total).toBe(0)
    await datasets.reread({ id: 'demo' })
    expect((await datasets.get({ id: 'demo' })).edition).toBe(edition)
  })

  test('are refused where there is none of that name, and pages have a size', async () => {
    await using api = await openApi()
    const { datasets, health } = api.caller
    const { edition } = await datasets.get({ id: 'demo' })
    await expect(datasets.get({ id: '../demo' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (const key of ['../../etc/passwd', 'test-0001/0001.jpg', `${edition}-x`, '']) {
      await expect(datasets.photo({ id: 'demo', key })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
    await expect(datasets.photo({ id: 'demo', key: `${edition}-300` })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const other = { id: 'demo', key: `${'0'.repeat(16)}-1` }
    await expect(datasets.photo(other)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(datasets.photos({ id: 'demo', limit: 201 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(health.cancel({ id: 'demo' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(health.start({ id: 'demo', against: ['nowhere'] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(health.start({ id: 'demo', model: '/etc/passwd' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(health.suspects({ id: 'demo', kind: 'identity' })).resolves.toMatchObject({ total: 0, items: [] })
  })
})

describe('what is refused', () => {
  test('requests that make no sense, with what is wrong', async () => {
    await using api = await openApi()
    const start = (changes: Partial<RunRequestInput>) => api.caller.runs.start({ ...small, ...changes })
    await expect(start({ settings: ['upside-down'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('Expected settings from umr-ump'),
    })
    await expect(start({ settings: [] })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(start({ maxGenuine: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(start({ dataset: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(start({ model: 'mobilefacenet' })).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' })
    await expect(api.caller.runs.get({ id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const rates = api.caller.results.ratesAt({ id: 'none', threshold: 0.5, over: 'scored' })
    await expect(rates).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('folders and models outside of the roots', async () => {
    await using api = await openApi()
    for (const folder of ['/etc', '../..', '/etc/passwd', 'absent']) {
      await expect(api.caller.datasets.add({ folder })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        message: `Expected folder to exist inside ${api.root} but received ${JSON.stringify(folder)}. The server's roots are set by --root or MASKMIRROR_ROOTS`,
      })
      const start = api.caller.runs.start({ ...small, model: `${folder}/model.onnx` })
      await expect(start).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })

  test('a folder inside that is no data set', async () => {
    await using api = await openApi()
    await expect(api.caller.datasets.add({ folder: 'empty' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect((await api.caller.datasets.list()).map(({ id }) => id)).toEqual(['demo'])
  })
})
