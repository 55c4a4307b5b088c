import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type DatasetManifest, DatasetManifestSchema } from '#manifest/dataset-manifest.ts'
import { tarOf } from '../../test/archives.ts'
import { answerFile, serveFiles } from '../../test/file-server.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { type PullOptions, pullDataset } from './pull-dataset.ts'

const archive = gzipSync(
  await tarOf([
    { name: 'tiny/anna/1.jpg', content: 'anna' },
    { name: 'tiny/bert/1.jpg', content: 'bert' },
  ]),
)
const list = Buffer.from('anna\t1\t2\n')

function manifestAt(address: string, changes: Partial<DatasetManifest['files'][number]> = {}): DatasetManifest {
  const file = (name: string, content: Buffer, unpack: string, into: string) => ({
    name,
    address: `${address}/${name}`,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    unknownBecause: null,
    unpack,
    into,
  })
  return DatasetManifestSchema.parse({
    ...{ name: 'tiny', title: 'Tiny', description: 'Two people', homepage: null, byHand: [], root: 'tiny' },
    files: [{ ...file('tiny.tgz', archive, 'tar.gz', ''), ...changes }, file('pairs.txt', list, 'none', 'tiny')],
    ...{ layout: 'folders', licence: null, terms: 'none', citation: 'none', expectedFrom: 'us', notes: [] },
    expected: { people: 2, photos: 2, masked: 0, pairs: null, genuinePairs: null, impostorPairs: null },
  })
}

const server = (contents: Record<string, Buffer> = { '/tiny.tgz': archive, '/pairs.txt': list }) =>
  serveFiles((request, response) => answerFile(contents[request.url!]!, { etag: '"1"' })(request, response))

const options = (folder: string, more: Partial<PullOptions> = {}): PullOptions => ({
  ...{ folder, mirror: null, consent: true, onProgress: () => {}, clockMs: () => 0 },
  ...more,
})

describe('pullDataset', () => {
  test('brings a set in one step and does nothing when it is there', async () => {
    await using folder = await temporaryFolder()
    await using host = await server()
    const root = await pullDataset(manifestAt(host.address), options(folder.path))
    expect(root).toBe(join(folder.path, 'tiny/tiny'))
    expect((await readdir(root)).sort()).toEqual(['anna', 'bert', 'pairs.txt'])
    expect(await readdir(join(folder.path, '.downloads'))).toEqual([])
    await pullDataset(manifestAt(host.address), options(folder.path))
    expect(host.requests).toHaveLength(2)
  })

  test('asks nobody before the person agrees', async () => {
    await using folder = await temporaryFolder()
    await using host = await server()
    const work = pullDataset(manifestAt(host.address), options(folder.path, { consent: false }))
    await expect(work).rejects.toMatchObject({ code: 'consent-missing' })
    expect(host.requests).toHaveLength(0)
  })

  test('names the steps of what comes by hand', async () => {
    await using folder = await temporaryFolder()
    const manifest = { ...manifestAt('http://localhost'), files: [], byHand: ['Sign.', 'Wait.'] }
    const work = pullDataset(manifest, options(folder.path))
    await expect(work).rejects.toMatchObject({
      code: 'by-hand',
      message: expect.stringMatching(/1\. Sign\.\n {2}2\. Wait\./),
    })
  })

  test('who gets no answer is told the steps by hand', async () => {
    await using folder = await temporaryFolder()
    const host = await server()
    await host[Symbol.asyncDispose]()
    const work = pullDataset({ ...manifestAt(host.address), byHand: ['Ask a friend.'] }, options(folder.path))
    await expect(work).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringMatching(/No answer.*\n {2}1\. Ask a friend\./),
    })
  })

  test('takes a mirror before the network', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'mirror'))
    await writeFile(join(folder.path, 'mirror/tiny.tgz'), archive)
    await using host = await server()
    await pullDataset(manifestAt(host.address), options(folder.path, { mirror: join(folder.path, 'mirror') }))
    expect(host.requests.map(({ url }) => url)).toEqual(['/pairs.txt'])
  })

  test('a wrong file is thrown away and fetched anew', async () => {
    await using folder = await temporaryFolder()
    const other = Buffer.alloc(archive.length, 'x')
    const contents = { '/tiny.tgz': other, '/pairs.txt': list }
    await using host = await server(contents)
    const work = () => pullDataset(manifestAt(host.address), options(folder.path))
    await expect(work()).rejects.toMatchObject({ code: 'wrong-checksum' })
    contents['/tiny.tgz'] = archive
    await work()
    expect(await readFile(join(folder.path, 'tiny/tiny/anna/1.jpg'), 'utf8')).toBe('anna')
  })

  test('a checksum that no manifest names is confirmed once, without fetching again', async () => {
    await using folder = await temporaryFolder()
    await using host = await server()
    const manifest = manifestAt(host.address, { sha256: null, unknownBecause: 'nobody published it' })
    const sha256 = createHash('sha256').update(archive).digest('hex')
    const pull = (acceptedSha256?: string) => pullDataset(manifest, options(folder.path, { acceptedSha256 }))
    const unconfirmed = { code: 'unconfirmed-checksum', message: expect.stringContaining(`--sha256 ${sha256}`) }
    await expect(pull()).rejects.toMatchObject(unconfirmed)
    await expect(pull()).rejects.toMatchObject(unconfirmed)
    await pull(sha256)
    expect(host.requests.map(({ url }) => url)).toEqual(['/tiny.tgz', '/pairs.txt'])
  })

  test('what breaks while unpacking leaves no folder, and the next pull needs no network', async () => {
    await using folder = await temporaryFolder()
    await using host = await server()
    const manifest = manifestAt(host.address)
    const strict = { maxEntries: 1, maxBytes: 1e6, maxRatio: 20, freeBytes: 1e6 }
    const work = pullDataset(manifest, options(folder.path, { limits: strict }))
    await expect(work).rejects.toMatchObject({ code: 'hostile-archive' })
    expect(await readdir(folder.path)).toEqual(['.downloads'])
    await mkdir(join(folder.path, '.tiny.unpacking/tiny/left-by-a-killed-process'), { recursive: true })
    await pullDataset(manifest, options(folder.path))
    expect((await readdir(join(folder.path, 'tiny/tiny'))).sort()).toEqual(['anna', 'bert', 'pairs.txt'])
    expect(host.requests).toHaveLength(2)
  })

  test('an archive without the promised folder', async () => {
    await using folder = await temporaryFolder()
    await using host = await server()
    const manifest = { ...manifestAt(host.address), root: 'elsewhere' }
    await expect(pullDataset(manifest, options(folder.path))).rejects.toMatchObject({ code: 'bad-archive' })
    expect(await readdir(folder.path)).toEqual(['.downloads'])
  })

  test('more than the disk can hold is told before anything is fetched', async () => {
    await using folder = await temporaryFolder()
    await using host = await server()
    const work = pullDataset(manifestAt(host.address, { bytes: 2 ** 50 }), options(folder.path))
    await expect(work).rejects.toMatchObject({ code: 'disk-full', message: expect.stringMatching(/bytes free/) })
    expect(host.requests).toHaveLength(0)
  })
})
