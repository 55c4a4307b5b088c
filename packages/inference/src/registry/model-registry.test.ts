import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '@maskmirror/core'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { linearEmbedding, temporaryFolder, writeModel } from '../../test/tiny-models.ts'
import { type ModelCard, type ModelCardInput, ModelCardSchema } from '../model-card.ts'
import { encodeOnnx } from '../onnx/encode-onnx.ts'
import { createModelRegistry } from './model-registry.ts'

const bytes = encodeOnnx(linearEmbedding().graph)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const address = 'https://models.example/linear.onnx'

function cardOf(changes: Partial<ModelCardInput['file']> = {}, source: string | null = address): ModelCard {
  return ModelCardSchema.parse({
    name: 'linear',
    title: 'Linear',
    task: 'embedding',
    file: { name: 'linear.onnx', bytes: bytes.length, sha256, ...changes },
    licence: 'MIT',
    source: { address: source, project: null, citation: null },
    input: { width: 112, height: 112, layout: 'nchw', colour: 'rgb', mean: 127.5, std: 127.5 },
    output: { dimension: 8 },
    alignment: 'arcface112',
    notes: [],
  })
}

/** A server that answers with `content`, honours ranges and writes down what was asked. */
function server(content: Uint8Array = bytes, options: { breakAfter?: number; status?: number } = {}) {
  const ranges: (string | null)[] = []
  const answer: typeof fetch = async (_, init) => {
    const range = new Headers(init?.headers).get('range')
    ranges.push(range)
    if (options.status !== undefined) return new Response('no', { status: options.status, statusText: 'Not Found' })
    const from = range === null ? 0 : Number(/bytes=(\d+)-/.exec(range)?.[1])
    if (from >= content.length) return new Response(null, { status: 416 })
    const rest = content.slice(from)
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(rest.slice(0, options.breakAfter ?? rest.length))
      },
      pull: (controller) => {
        if (options.breakAfter === undefined) controller.close()
        else controller.error(new Error('connection reset'))
      },
    })
    return new Response(body, {
      status: from === 0 ? 200 : 206,
      headers: { 'content-length': String(rest.length) },
    })
  }
  return { answer, ranges }
}

const unreachable: typeof fetch = async () => {
  throw new TypeError('fetch failed')
}

describe('list, verify and resolve', () => {
  test('a model is missing, then wrong, then present, in any of the folders', async () => {
    await using first = await temporaryFolder()
    await using second = await temporaryFolder()
    const registry = createModelRegistry({ directories: [first.path, second.path], cards: [cardOf()] })
    expect(await registry.list()).toEqual([{ card: cardOf(), state: 'missing', path: null }])
    await expect(registry.resolve('linear')).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining(`from    ${address}`),
    })

    const damaged = bytes.slice()
    damaged[100]! ^= 1
    await writeFile(join(first.path, 'linear.onnx'), damaged)
    expect(await registry.verify('linear')).toMatchObject({ state: 'wrong-checksum' })
    await expect(registry.resolve('linear')).rejects.toMatchObject({
      code: 'wrong-checksum',
      message: expect.stringContaining(`to have sha256 ${sha256} but it has`),
    })
    await writeFile(join(first.path, 'linear.onnx'), bytes.slice(1))
    await expect(registry.resolve('linear')).rejects.toThrow(`its size is not ${bytes.length} bytes`)

    await writeFile(join(second.path, 'linear.onnx'), bytes)
    const path = join(second.path, 'linear.onnx')
    expect(await registry.verify('linear')).toEqual({ card: cardOf(), state: 'present', path })
    expect(await registry.resolve('linear')).toEqual({ card: cardOf(), path, sha256 })
  })

  test('names the known models when the name is unknown', async () => {
    const registry = createModelRegistry({ directories: ['absent'] })
    await expect(registry.resolve('facenet')).rejects.toMatchObject({
      code: 'unknown-model',
      message: expect.stringMatching(/mobilefacenet.*yunet-2026may.*received facenet/),
    })
    await expect(registry.resolve('./facenet.onnx')).rejects.toMatchObject({ code: 'model-missing' })
    expect(() => createModelRegistry({ directories: [] })).toThrow(/at least one model directory/)
  })
})

describe('a model file of the user', () => {
  test('without a card gets ArcFace’s preprocessing, marked as assumed', async () => {
    await using folder = await temporaryFolder()
    const path = await writeModel(folder.path, 'My Model (1).onnx', linearEmbedding().graph)
    const { card } = await createModelRegistry({ directories: [folder.path], cards: [] }).resolve(path)
    expect(card).toMatchObject({
      name: 'my-model-1-',
      assumed: true,
      input: { name: 'pixels', width: 112, height: 112, layout: 'nchw', colour: 'rgb', mean: [127.5, 127.5, 127.5] },
      licence: null,
    })
  })

  test('with the checksum of a known model gets its card', async () => {
    await using folder = await temporaryFolder()
    const path = await writeModel(folder.path, 'renamed.onnx', linearEmbedding().graph)
    const registry = createModelRegistry({ directories: [folder.path], cards: [cardOf()] })
    expect(await registry.resolve(path)).toEqual({ card: cardOf(), path, sha256 })
  })

  test('uses the card beside it and says what is wrong with a bad one', async () => {
    await using folder = await temporaryFolder()
    const path = await writeModel(folder.path, 'm.onnx', linearEmbedding().graph)
    const registry = createModelRegistry({ directories: [folder.path], cards: [] })
    const own = { ...cardOf(), name: 'own', input: { ...cardOf().input, colour: 'bgr' } }
    await writeFile(join(folder.path, 'm.card.json'), JSON.stringify(own))
    expect((await registry.resolve(path)).card).toMatchObject({ name: 'own', assumed: false, input: { colour: 'bgr' } })

    await writeFile(join(folder.path, 'm.card.json'), JSON.stringify({ ...own, input: { ...own.input, std: 0 } }))
    await expect(registry.resolve(path)).rejects.toMatchObject({
      code: 'bad-card',
      message: expect.stringMatching(/std/),
    })
    await writeFile(join(folder.path, 'm.card.json'), '{')
    await expect(registry.resolve(path)).rejects.toMatchObject({ code: 'bad-card' })
    const other = { ...own, file: { ...own.file, sha256: '0'.repeat(64) } }
    await writeFile(join(folder.path, 'm.card.json'), JSON.stringify(other))
    await expect(registry.resolve(path)).rejects.toMatchObject({ code: 'wrong-checksum' })
  })

  test('is refused when it is no model, or takes no pictures', async () => {
    await using folder = await temporaryFolder()
    const registry = createModelRegistry({ directories: [folder.path], cards: [] })
    const text = join(folder.path, 'text.onnx')
    await writeFile(text, 'not a model')
    await expect(registry.resolve(text)).rejects.toMatchObject({ code: 'not-onnx' })
    const { graph } = linearEmbedding()
    const words = await writeModel(folder.path, 'words.onnx', { ...graph, inputs: [{ name: 'ids', shape: [1, 77] }] })
    await expect(registry.resolve(words)).rejects.toMatchObject({
      code: 'input-shape',
      message: expect.stringContaining('ids float32 [1, 77]'),
    })
  })
})

describe('pull', () => {
  test('fetches, checks and reports bytes; a second time it asks nobody', async () => {
    await using folder = await temporaryFolder()
    const { answer, ranges } = server()
    const home = join(folder.path, 'deep', 'models')
    const registry = createModelRegistry({ directories: [home], cards: [cardOf()], fetch: answer, clockMs: () => 0 })
    const events: Progress[] = []
    const pulled = await registry.pull('linear', { onProgress: (event) => events.push(event) })
    expect(pulled.path).toBe(join(home, 'linear.onnx'))
    expect(events.at(-1)).toMatchObject({ stage: 'pull', done: bytes.length, total: bytes.length })
    expect(await registry.pull('linear')).toEqual(pulled)
    expect(ranges).toEqual([null])
    expect(await readdir(home)).toEqual(['linear.onnx'])
  })

  test('continues what broke off', async () => {
    await using folder = await temporaryFolder()
    const options = { directories: [folder.path], cards: [cardOf()] }
    const broken = server(bytes, { breakAfter: 1000 })
    await expect(createModelRegistry({ ...options, fetch: broken.answer }).pull('linear')).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringMatching(/broke off after 1000 bytes.*pull again/),
    })
    const whole = server()
    await createModelRegistry({ ...options, fetch: whole.answer }).pull('linear')
    expect(whole.ranges).toEqual(['bytes=1000-'])
    expect(new Uint8Array(await readFile(join(folder.path, 'linear.onnx')))).toEqual(bytes)
  })

  test('of a version that the server names only that one is continued', async () => {
    await using folder = await temporaryFolder()
    const options = { directories: [folder.path], cards: [cardOf()] }
    const old = new Uint8Array(bytes.length)
    const asked: (string | null)[] = []
    const answering = (content: Uint8Array, etag: string, breakAfter?: number): typeof fetch => {
      return async (from, init) => {
        asked.push(new Headers(init?.headers).get('if-range'))
        const response = await server(content, breakAfter === undefined ? {} : { breakAfter }).answer(from)
        return new Response(response.body, { status: 200, headers: { etag } })
      }
    }
    const broken = createModelRegistry({ ...options, fetch: answering(old, '"1"', 1000) })
    await expect(broken.pull('linear')).rejects.toMatchObject({ code: 'download-failed' })
    await createModelRegistry({ ...options, fetch: answering(bytes, '"2"') }).pull('linear')
    expect(asked).toEqual([null, '"1"'])
    expect(await readdir(folder.path)).toEqual(['linear.onnx'])
  })

  test('an address never leads from https to anything else', async () => {
    await using folder = await temporaryFolder()
    const answer: typeof fetch = async () =>
      new Response(null, { status: 302, headers: { location: 'http://a.example/' } })
    const registry = createModelRegistry({ directories: [folder.path], cards: [cardOf()], fetch: answer })
    await expect(registry.pull('linear')).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringMatching(/to lead to https/),
    })
  })

  test('a part that is complete, or of something else, is found out by its checksum', async () => {
    await using folder = await temporaryFolder()
    const { answer, ranges } = server()
    const registry = createModelRegistry({ directories: [folder.path], cards: [cardOf()], fetch: answer })
    await writeFile(
      join(folder.path, 'linear.onnx.part'),
      bytes.map((value) => value ^ 1),
    )
    await expect(registry.pull('linear')).rejects.toMatchObject({ code: 'wrong-checksum' })
    await registry.pull('linear')
    expect(ranges).toEqual([`bytes=${bytes.length}-`, null])
  })

  test('copies from the mirror folder without asking the network', async () => {
    await using folder = await temporaryFolder()
    await using mirror = await temporaryFolder()
    await writeFile(join(mirror.path, 'linear.onnx'), bytes)
    const registry = createModelRegistry({
      directories: [folder.path],
      mirrorDirectory: mirror.path,
      cards: [cardOf()],
      fetch: unreachable,
    })
    expect((await registry.pull('linear')).sha256).toBe(sha256)
  })

  test('offline, it says which file to place where', async () => {
    await using folder = await temporaryFolder()
    const registry = createModelRegistry({ directories: [folder.path], cards: [cardOf()], fetch: unreachable })
    const error = await registry.pull('linear').catch((reason: Error) => reason)
    expect(error).toMatchObject({ code: 'offline' })
    for (const fact of ['linear.onnx', folder.path, address, `${bytes.length} bytes`, sha256, 'MIT']) {
      expect((error as Error).message).toContain(fact)
    }
    const nowhere = createModelRegistry({ directories: [folder.path], cards: [cardOf({}, null)] })
    await expect(nowhere.pull('linear')).rejects.toThrow(/names no address/)
  })

  test('an answer without the file, or with another file, leaves nothing behind', async () => {
    await using folder = await temporaryFolder()
    const options = { directories: [folder.path], cards: [cardOf()] }
    const gone = createModelRegistry({ ...options, fetch: server(bytes, { status: 404 }).answer })
    await expect(gone.pull('linear')).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining('404 Not Found'),
    })
    const page = new TextEncoder().encode('<!doctype html>')
    const wrong = createModelRegistry({ ...options, fetch: server(page).answer })
    await expect(wrong.pull('linear')).rejects.toMatchObject({ code: 'wrong-checksum' })
    expect(await readdir(folder.path)).toEqual([])
  })

  test('a card without a checksum needs it confirmed once', async () => {
    await using folder = await temporaryFolder()
    const card = cardOf({ bytes: null, sha256: null })
    const registry = createModelRegistry({ directories: [folder.path], cards: [card], fetch: server().answer })
    await expect(registry.pull('linear')).rejects.toMatchObject({
      code: 'unconfirmed-checksum',
      message: expect.stringContaining(sha256),
      details: { found: sha256 },
    })
    expect(await registry.verify('linear')).toMatchObject({ state: 'unconfirmed' })
    await expect(registry.resolve('linear')).rejects.toMatchObject({ code: 'unconfirmed-checksum' })
    const wrong = { acceptedSha256: '0'.repeat(64) }
    await expect(registry.pull('linear', wrong)).rejects.toMatchObject({ code: 'wrong-checksum' })
    await registry.pull('linear', { acceptedSha256: sha256 })
    expect((await registry.resolve('linear')).sha256).toBe(sha256)
    await writeFile(join(folder.path, 'linear.onnx'), bytes.slice(1))
    expect(await registry.verify('linear')).toMatchObject({ state: 'wrong-checksum' })
  })

  test('stops when it is told to', async () => {
    await using folder = await temporaryFolder()
    const registry = createModelRegistry({ directories: [folder.path], cards: [cardOf()], fetch: server().answer })
    const signal = AbortSignal.abort(new Error('cancelled by the user'))
    await expect(registry.pull('linear', { signal })).rejects.toThrow('cancelled by the user')
  })

  test('says when the folder cannot be written', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'a-file')
    await writeFile(file, '')
    const registry = createModelRegistry({ directories: [join(file, 'x')], cards: [cardOf()], fetch: server().answer })
    await expect(registry.pull('linear')).rejects.toMatchObject({ code: 'unwritable-directory' })
  })
})

describe('a model inside an archive', () => {
  const archived = (member: string) => {
    const archive = zipSync({ 'pack/linear.onnx': bytes, 'pack/readme.txt': new Uint8Array(3) })
    const checksum = createHash('sha256').update(archive).digest('hex')
    const unpack = { kind: 'zip-member', member } as const
    return { archive, checksum, card: cardOf({ name: 'pack.zip', bytes: null, sha256: checksum, unpack }) }
  }

  test('is unpacked once, under a name with the checksum of the archive', async () => {
    await using folder = await temporaryFolder()
    const { archive, checksum, card } = archived('linear.onnx')
    await writeFile(join(folder.path, 'pack.zip'), archive)
    const registry = createModelRegistry({ directories: [folder.path], cards: [card] })
    const { path, sha256: found } = await registry.resolve('linear')
    expect(found).toBe(checksum)
    expect(path).toBe(join(folder.path, 'converted', `linear-${checksum}.onnx`))
    expect(new Uint8Array(await readFile(path))).toEqual(bytes)
    await chmod(join(folder.path, 'pack.zip'), 0o644)
    expect((await registry.resolve('linear')).path).toBe(path)
    expect(await readdir(join(folder.path, 'converted'))).toHaveLength(1)
  })

  test('says what the archive holds instead, and when it is none', async () => {
    await using folder = await temporaryFolder()
    const { archive, card } = archived('other.onnx')
    await writeFile(join(folder.path, 'pack.zip'), archive)
    const registry = createModelRegistry({ directories: [folder.path], cards: [card] })
    await expect(registry.resolve('linear')).rejects.toMatchObject({
      code: 'bad-archive',
      message: expect.stringMatching(/to hold other\.onnx but it holds pack\/linear\.onnx, pack\/readme\.txt/),
    })
    const noZip = cardOf({ name: 'plain.zip', unpack: { kind: 'zip-member', member: 'a' } })
    await mkdir(join(folder.path, 'sub'))
    await writeFile(join(folder.path, 'sub', 'plain.zip'), bytes)
    const plain = createModelRegistry({ directories: [join(folder.path, 'sub')], cards: [noZip] })
    await expect(plain.resolve('linear')).rejects.toMatchObject({ code: 'bad-archive' })
  })
})
