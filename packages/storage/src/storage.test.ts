import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openArtefactStore } from './artefact-store.ts'
import { openDataDirectory } from './data-directory.ts'
import { openDatabase } from './database.ts'
import { writeError } from './error.ts'

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-storage-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

describe('artefact store', () => {
  test('gives back what was written and leaves no temporary file', async () => {
    await using folder = await temporaryFolder()
    const store = openArtefactStore(folder.path)
    const content = Uint8Array.from({ length: 1000 }, (_, i) => i)
    expect(await store.read('faces/ab/00001')).toBeNull()
    await store.write('faces/ab/00001', content)
    expect(Buffer.from((await store.read('faces/ab/00001'))!)).toEqual(Buffer.from(content))
    expect(await readdir(join(folder.path, 'faces/ab'))).toEqual(['00001.bin'])
  })

  test.each([
    ['a bit turned', (bytes: Buffer) => bytes.with(40, bytes[40]! ^ 1)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 50)],
    ['emptied', (bytes: Buffer) => bytes.subarray(0, 0)],
  ])('a damaged artefact (%s) counts as absent', async (_, damage) => {
    await using folder = await temporaryFolder()
    const store = openArtefactStore(folder.path)
    await store.write('a', new Uint8Array(100))
    const path = join(folder.path, 'a.bin')
    await writeFile(path, damage(await readFile(path)))
    expect(await store.read('a')).toBeNull()
  })

  test.each(['../x', 'a/../b', '/etc/passwd', 'A', '', 'a//b', 'a\0'])('refuses key %j', async (key) => {
    await using folder = await temporaryFolder()
    await expect(openArtefactStore(folder.path).read(key)).rejects.toThrow(/artefact key of words/)
  })
})

describe('data directory', () => {
  test('is owned by one process at a time and given back', async () => {
    await using folder = await temporaryFolder()
    const first = await openDataDirectory(folder.path)
    await expect(openDataDirectory(folder.path)).rejects.toThrow(`process ${process.pid} on ${hostname()} uses it`)
    await first[Symbol.asyncDispose]()
    await using _second = await openDataDirectory(folder.path)
  })

  test('takes over the lock of a killed process', async () => {
    await using folder = await temporaryFolder()
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    const left = JSON.stringify({ host: hostname(), pid, started: '1', token: 'x' })
    await writeFile(join(folder.path, 'lock'), left)
    await using _directory = await openDataDirectory(folder.path)
    expect(JSON.parse(await readFile(join(folder.path, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
  })

  test('takes over a lock whose process number was given to another process', async () => {
    await using folder = await temporaryFolder()
    const left = JSON.stringify({ host: hostname(), pid: process.pid, started: '1', token: 'x' })
    await writeFile(join(folder.path, 'lock'), left)
    await using _directory = await openDataDirectory(folder.path)
  })

  test('says what to do when it cannot be written', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'file'), '')
    await expect(openDataDirectory(join(folder.path, 'file', 'data'))).rejects.toThrow(
      /writable folder with --data-dir/,
    )
  })

  test('tells a full disk apart', () => {
    const error = writeError('/data/x', Object.assign(new Error('write'), { code: 'ENOSPC' }))
    expect(error.code).toBe('disk-full')
    expect(error.message).toMatch(/the disk is full \(ENOSPC\)/)
  })
})

describe('database', () => {
  test('a run goes from queued to succeeded with its result, and survives a restart', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'database')
    {
      await using database = await openDatabase(path)
      expect(await database.insertRun({ id: 'a', request: { x: 1 }, spec: {} })).toBe(true)
      expect(await database.insertRun({ id: 'a', request: { x: 2 }, spec: {} })).toBe(false)
      await database.updateRun('a', { status: 'running' })
      expect((await database.runsWithStatus(['running'])).map((run) => run.id)).toEqual(['a'])
      await database.finishRun('a', { eer: 0.25 }, { provenance: {}, finishedAt: new Date(0) })
    }
    await using database = await openDatabase(path)
    const run = await database.findRun('a')
    expect(run).toMatchObject({ status: 'succeeded', request: { x: 1 }, finishedAt: new Date(0) })
    expect(await database.findResult('a')).toEqual({ eer: 0.25 })
    await database.deleteRun('a')
    expect(await database.findResult('a')).toBeNull()
  })

  test('what a killed process left half unpacked is made again', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'database')
    await mkdir(join(path, 'base'), { recursive: true })
    await writeFile(join(path, 'PG_VERSION'), '18')
    await using database = await openDatabase(path)
    expect(await database.listRuns()).toEqual([])
  })

  test('data sets are registered once', async () => {
    await using database = await openDatabase('memory://')
    const row = { id: 'lfw', name: 'LFW', folder: '/photos', summary: {} }
    expect(await database.insertDataset(row)).toBe(true)
    expect(await database.insertDataset(row)).toBe(false)
    expect((await database.listDatasets()).map(({ id }) => id)).toEqual(['lfw'])
    expect(await database.deleteDataset('lfw')).toBe(true)
    expect(await database.findDataset('lfw')).toBeNull()
  })

  test('a set has one health check, and decisions that can be taken back', async () => {
    await using database = await openDatabase('memory://')
    await database.insertDataset({ id: 'lfw', name: 'LFW', folder: '/photos', summary: {} })
    await database.putHealthCheck({ dataset: 'lfw', request: { model: null } })
    await database.updateHealthCheck('lfw', { status: 'succeeded', report: 'reports/1', finishedAt: new Date(0) })
    expect(await database.healthChecksWithStatus(['queued', 'running'])).toEqual([])
    await database.putHealthCheck({ dataset: 'lfw', request: { model: 'sface' } })
    expect(await database.findHealthCheck('lfw')).toMatchObject({
      ...{ status: 'queued', request: { model: 'sface' }, report: null, finishedAt: null },
    })
    expect((await database.healthChecksWithStatus(['queued'])).map(({ dataset }) => dataset)).toEqual(['lfw'])

    await database.putReviews('lfw', [
      { photo: 'a/1.jpg', exclude: true },
      { photo: 'a/2.jpg', exclude: false },
      { photo: 'a/3.jpg', exclude: true },
    ])
    await database.putReviews('lfw', [
      { photo: 'a/1.jpg', exclude: false },
      { photo: 'a/3.jpg', exclude: null },
    ])
    const decided = [
      ['a/1.jpg', false],
      ['a/2.jpg', false],
    ]
    expect([...(await database.findReviews('lfw'))].sort()).toEqual(decided)
    expect(await database.findReviews('other')).toEqual(new Map())

    expect(await database.deleteDataset('lfw')).toBe(true)
    expect(await database.findHealthCheck('lfw')).toBeNull()
    expect(await database.findReviews('lfw')).toEqual(new Map())
  })

  test('refuses a status outside of the closed set', async () => {
    await using database = await openDatabase('memory://')
    await database.insertRun({ id: 'a', request: {}, spec: {} })
    await expect(database.updateRun('a', { status: 'lost' as 'queued' })).rejects.toThrow()
  })
})
