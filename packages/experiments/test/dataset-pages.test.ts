import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { exportDataset, openGeneratedDataset } from '@maskmirror/datasets'
import { decodeImage, encodePng } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { PhotoQuerySchema, SuspectsQuerySchema } from '../src/dataset-pages/index.ts'
import { openWorkbench, type RunEvent, RunRequestSchema } from '../src/index.ts'

/** A workbench without models, with a folder for sets. */
async function openPages() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'maskmirror-pages-')))
  const open = () =>
    openWorkbench({
      dataDirectory: join(folder, 'data'),
      roots: [folder],
      modelDirectories: [],
      modelMirror: null,
      version: '0.0.0',
      onUnexpectedError: (error) => {
        throw error
      },
    })
  let opened = await open()
  return {
    folder,
    get workbench() {
      return opened.workbench
    },
    reopen: async () => {
      await opened[Symbol.asyncDispose]()
      opened = await open()
      await opened.resumeInterrupted()
    },
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const generated = openGeneratedDataset({ seed: 'pages', people: 4, picturesPerPerson: 3, split: 'test' })
const [a, b, c, d] = [...new Set(generated.photos.map(({ person }) => person))] as [string, string, string, string]

/** Four people with three photos each, one photo also under another name, one stored twice, and a file that is no picture. */
async function writeSet(folder: string): Promise<void> {
  for (const { id, person, load } of generated.photos) {
    await mkdir(join(folder, person), { recursive: true })
    await writeFile(join(folder, id), await load())
  }
  const first = await generated.photos[0]!.load()
  await writeFile(join(folder, b, 'copy.jpg'), first)
  const { data, width, height } = await decodeImage(first)
  const brighter = data.map((value) => value * 0.9 + 20)
  await writeFile(join(folder, a, 'brighter.png'), await encodePng(createImage(width, height, 3, brighter)))
  await writeFile(join(folder, c, 'damaged.jpg'), first.subarray(0, first.length / 2))
  const lines = generated.photos.map(({ id, person }, i) => {
    const masked = i % 3 === 2
    return `${id},${person},${masked ? 1 : 0},${masked ? 'surgical' : 'none'},${i % 2 === 0 ? 'spring' : 'autumn'}`
  })
  await writeFile(join(folder, 'labels.csv'), `file,identity,masked,mask_type,session\n${lines.join('\n')}\n`)
}

const photos = (query: Partial<Parameters<typeof PhotoQuerySchema.parse>[0] & object> = {}) =>
  PhotoQuerySchema.parse(query)
const suspects = (query: object) => SuspectsQuerySchema.parse(query)

async function eventsOf(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const seen: RunEvent[] = []
  for await (const event of events) seen.push(event)
  return seen
}

describe('a folder', () => {
  test('is described, browsed, checked and reviewed, and the review is part of a run', {
    timeout: 300_000,
  }, async () => {
    await using opened = await openPages()
    await writeSet(join(opened.folder, 'people'))
    const { id } = await opened.workbench.addDataset(join(opened.folder, 'people'))
    const { pages, health } = opened.workbench

    const detail = await pages.describe(id)
    expect(detail.counts).toMatchObject({ people: 4, photos: 15, masked: 4, pairs: 0 })
    expect(detail.layout).toMatchObject({ name: 'people', because: [expect.stringContaining('4 folders')] })
    expect(JSON.stringify(detail)).not.toContain(opened.folder)
    expect(detail.columns).toEqual([
      {
        name: 'mask_type',
        values: [
          { value: 'none', photos: 8 },
          { value: 'surgical', photos: 4 },
        ],
      },
      {
        name: 'session',
        values: [
          { value: 'spring', photos: 6 },
          { value: 'autumn', photos: 6 },
        ],
      },
    ])
    const real = detail.protocols.find(({ masks }) => masks === 'real')!
    const drawn = detail.protocols.find(({ masks }) => masks === 'synthetic')!
    expect(drawn.settings.every(({ impossibleBecause }) => impossibleBecause === null)).toBe(true)
    expect(real.settings.find(({ setting }) => setting === 'umr-mp')!.genuine).toBeGreaterThan(0)

    // filters agree with what was written
    const total = async (query: object) => (await pages.listPhotos(id, photos(query))).total
    expect(await total({})).toBe(15)
    expect(await total({ masked: true })).toBe(4)
    expect(await total({ attribute: { column: 'session', value: 'autumn' } })).toBe(6)
    expect(await total({ search: a.toUpperCase() })).toBe(4)
    expect(await total({ person: b })).toBe(4)
    expect(await total({ person: 'nobody' })).toBe(0)
    expect(await total({ search: 'damaged' })).toBe(1)
    const all = await pages.listPhotos(id, photos({ limit: 200 }))
    const paged = await Promise.all([0, 4, 8, 12].map((offset) => pages.listPhotos(id, photos({ offset, limit: 4 }))))
    expect(paged.flatMap((page) => page.photos)).toEqual(all.photos)
    expect(await pages.listPeople(id, { search: '', offset: 1, limit: 2 })).toMatchObject({
      total: 4,
      people: [
        { person: b, photos: 4, masked: 1, suspects: 0 },
        { person: c, photos: 4, masked: 1 },
      ],
    })

    // no check was made
    expect(await pages.health(id)).toEqual({ check: null, overview: null, reviewed: { kept: 0, excluded: 0 } })
    await expect(health.cancel(id)).rejects.toMatchObject({ code: 'health-unknown' })
    await expect(health.start('other', {})).rejects.toMatchObject({ code: 'dataset-unknown' })
    await expect(health.start(id, { against: [id] })).rejects.toMatchObject({ code: 'set-names-equal' })
    await expect(health.start(id, { model: '/etc/passwd' })).rejects.toMatchObject({ code: 'path-outside-roots' })

    await health.start(id, {})
    expect((await eventsOf(health.watch(id, new AbortController().signal))).at(-1)?.status).toBe('succeeded')
    const { check, overview } = await pages.health(id)
    expect(check).toMatchObject({ status: 'succeeded', request: { model: null, against: [], personNames: 'as-is' } })
    expect(overview).toMatchObject({ isCurrent: true, tools: { finder: null } })
    const counts = Object.fromEntries(overview!.problems.map(({ kind, items, suspects }) => [kind, [items, suspects]]))
    expect(counts).toEqual({
      unreadable: [1, 1],
      'duplicate-across-people': [1, 3],
      'duplicate-across-sets': [null, 0],
      'duplicate-of-person': [0, 0],
      'mask-flag': [null, 0],
      identity: [null, 0],
      person: [null, 0],
    })
    expect(await total({ problem: 'any' })).toBe(4)
    expect(await total({ problem: 'unreadable' })).toBe(1)

    // a group on its sheet, and each photo names the others
    const sheet = await pages.listSuspects(id, suspects({ kind: 'duplicate-across-people' }))
    const [group] = sheet.items
    expect(group!.photos.map(({ tile }) => tile.name)).toEqual([`${a}/0001.jpg`, `${a}/brighter.png`, `${b}/copy.jpg`])
    const [original, , copy] = group!.photos.map(({ tile }) => tile)
    const photo = await pages.describePhoto(id, copy!.key)
    expect(photo).toMatchObject({ person: b, damage: null, landmarks: null, picture: { width: 250, height: 250 } })
    expect(photo.findings[0]!.others.map(({ name }) => name)).toEqual([`${a}/0001.jpg`, `${a}/brighter.png`])
    const [broken] = (await pages.listPhotos(id, photos({ problem: 'unreadable' }))).photos
    expect((await pages.describePhoto(id, broken!.key)).damage?.reason).toBe('damaged-image')

    // pictures fit their square and are never enlarged
    const drawnAt = async (side: 160 | 1280) => {
      const picture = await pages.drawPhoto(id, original!.key, side)
      return picture.ok ? (await decodeImage(picture.value)).width : picture.reason
    }
    expect([await drawnAt(160), await drawnAt(1280)]).toEqual([160, 250])
    expect(await pages.drawPhoto(id, broken!.key, 160)).toMatchObject({ ok: false, reason: 'damaged-image' })
    await expect(pages.drawPhoto(id, `${sheet.edition}-15`, 160)).rejects.toMatchObject({ code: 'photo-unknown' })
    await expect(pages.drawPhoto(id, `${'0'.repeat(16)}-1`, 160)).rejects.toMatchObject({ code: 'dataset-changed' })
    await expect(pages.drawPhoto(id, '../../etc/passwd', 160)).rejects.toMatchObject({ code: 'photo-unknown' })

    // decisions are kept, counted, and in the list
    await pages.decide(id, [
      { key: copy!.key, exclude: true },
      { key: original!.key, exclude: false },
      { key: broken!.key, exclude: true },
    ])
    await pages.decide(id, [{ key: all.photos.at(-1)!.key, exclude: true }])
    expect((await pages.health(id)).reviewed).toEqual({ kept: 1, excluded: 3 })
    expect(await total({ review: 'excluded' })).toBe(3)
    const open = await pages.listSuspects(id, suspects({ kind: 'duplicate-across-people', open: true }))
    expect(open.total).toBe(1) // one photo of the group is not decided
    const list = await pages.reviewedList(id)
    expect(list.split('\n').slice(0, 2)).toEqual([
      'dataset,file,problem,detail,exclude',
      `people,${c}/damaged.jpg,unreadable,damaged-image,1`,
    ])
    expect(list).toContain(`people,${d}/0003.jpg,by hand,,1\n`)
    expect(list).toMatch(new RegExp(`people,${a}/brighter\\.png,same-picture across people,.*,\n`))

    const before = await pages.health(id)
    await opened.reopen()
    expect(await opened.workbench.pages.health(id)).toEqual(before)
  })

  test('that changes says so: keys of before are refused, and the report is an old one', {
    timeout: 120_000,
  }, async () => {
    await using opened = await openPages()
    await writeSet(join(opened.folder, 'people'))
    const { id } = await opened.workbench.addDataset(join(opened.folder, 'people'))
    await opened.workbench.health.start(id, {})
    await opened.reopen() // what the end of the process stopped goes on
    const { pages, health } = opened.workbench
    expect((await eventsOf(health.watch(id, new AbortController().signal))).at(-1)?.status).toBe('succeeded')
    const { photos: before } = await pages.listPhotos(id, photos())
    await rm(join(opened.folder, 'people', c, 'damaged.jpg'))
    expect((await pages.listPhotos(id, photos())).total).toBe(15) // as it was read
    pages.forget(id)
    expect((await pages.listPhotos(id, photos())).total).toBe(14)
    expect((await pages.health(id)).overview?.isCurrent).toBe(false)
    await expect(pages.describePhoto(id, before[0]!.key)).rejects.toMatchObject({ code: 'dataset-changed' })
    await opened.workbench.removeDataset(id)
    await expect(pages.describe(id)).rejects.toMatchObject({ code: 'dataset-unknown' })
  })
})

describe('other sets', () => {
  test.each(['train.rec', 'pack.bin'] as const)('%s is browsed as a folder is', { timeout: 120_000 }, async (file) => {
    await using opened = await openPages()
    const path = join(opened.folder, file)
    await exportDataset({ ...generated, pairs: pairsOf() }, path)
    const { id } = await opened.workbench.addDataset(path)
    const { pages } = opened.workbench
    const { total, photos: tiles } = await pages.listPhotos(id, photos())
    expect(total).toBeGreaterThanOrEqual(8)
    const picture = await pages.drawPhoto(id, tiles[0]!.key, 160)
    expect(picture.ok && (await decodeImage(picture.value)).width).toBe(160)
    expect((await pages.describe(id)).layout?.name).toBe(file === 'pack.bin' ? 'verification-pack' : 'recordio')
  })

  test('generated faces have exact landmarks, and two sets are checked together', { timeout: 240_000 }, async () => {
    await using opened = await openPages()
    const demo = await opened.workbench.pages.listPhotos('demo', photos({ limit: 3 }))
    expect(demo.total).toBe(300)
    const { landmarks } = await opened.workbench.pages.describePhoto('demo', demo.photos[0]!.key)
    expect(landmarks).toHaveLength(136)
    for (const name of ['one', 'two']) {
      await writeSet(join(opened.folder, name))
      await opened.workbench.addDataset(join(opened.folder, name))
    }
    const { pages, health } = opened.workbench
    await rm(join(opened.folder, 'two', c, 'damaged.jpg'))
    pages.forget('two')
    await health.start('one', { against: ['two'] })
    await expect(health.start('one', {})).rejects.toMatchObject({ code: 'run-active' })
    await health.cancel('one')
    expect((await eventsOf(health.watch('one', new AbortController().signal))).at(-1)?.status).toBe('cancelled')
    await health.resume('one')
    expect((await eventsOf(health.watch('one', new AbortController().signal))).at(-1)?.status).toBe('succeeded')
    const { overview } = await pages.health('one')
    expect(overview?.overlap).toMatchObject([{ a: 'one', b: 'two', people: 4 }])
    const sheet = await pages.listSuspects('one', suspects({ kind: 'duplicate-across-sets', limit: 1 }))
    const [mine, theirs] = sheet.items[0]!.photos
    expect([mine!.dataset, theirs!.dataset, theirs!.isSuspect]).toEqual(['one', 'two', false])
    const picture = await pages.drawPhoto('two', theirs!.tile.key, 160)
    expect(picture.ok).toBe(true)
  })
})

describe('a review', () => {
  const run = { dataset: 'demo', model: 'lbp', settings: ['umr-ump', 'umr-mp'], maxGenuine: 20, maxImpostor: 40 }

  test('is part of the run that was started with it, whatever is decided later', { timeout: 240_000 }, async () => {
    await using opened = await openPages()
    const { pages } = opened.workbench
    const { photos: tiles } = await pages.listPhotos('demo', photos({ limit: 2 }))
    const start = async (exclude: 'current' | string) => {
      const { id } = await opened.workbench.startRun(RunRequestSchema.parse({ ...run, exclude: { reviewed: exclude } }))
      await eventsOf(opened.workbench.watchRun(id, new AbortController().signal))
      return opened.workbench.getRun(id)
    }
    await pages.decide('demo', [{ key: tiles[0]!.key, exclude: true }])
    const first = await start('current')
    expect(first.result?.notes).toContain('1 of 300 photos are excluded by a reviewed list.')
    const { exclude } = first.request
    const checksum = typeof exclude === 'object' && exclude !== null ? exclude.reviewed : ''
    expect(checksum).toMatch(/^[0-9a-f]{64}$/)

    await pages.decide('demo', [{ key: tiles[1]!.key, exclude: true }])
    const second = await start('current')
    expect(second.result?.notes).toContain('2 of 300 photos are excluded by a reviewed list.')
    expect(second.id).not.toBe(first.id)
    expect((await start(checksum)).id).toBe(first.id)

    // the same decisions from a file are the same specification
    const path = join(opened.folder, 'reviewed.csv')
    await writeFile(path, await pages.reviewedList('demo'))
    const { id } = await opened.workbench.startRun(RunRequestSchema.parse({ ...run, exclude: path }))
    expect(id).toBe(second.id)
    await expect(start('0'.repeat(64))).rejects.toMatchObject({ code: 'review-missing' })
  })
})

/** Pairs of all photos, for packs that are made of pairs. */
function pairsOf() {
  const { photos: of } = generated
  return of.slice(1).map((photo, i) => ({
    reference: of[i]!.id,
    probe: photo.id,
    genuine: of[i]!.person === photo.person,
  }))
}
