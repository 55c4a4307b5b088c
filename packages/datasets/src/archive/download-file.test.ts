import { existsSync } from 'node:fs'
import { readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerFile, serveFiles } from '../../test/file-server.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { copyFromMirror, type DownloadOptions, downloadFile } from './download-file.ts'

const content = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251))
const options = (more: Partial<DownloadOptions> = {}): DownloadOptions => ({
  bytes: content.length,
  onProgress: () => {},
  clockMs: () => 0,
  ...more,
})

describe('downloadFile', () => {
  test('fetches a file and leaves nothing else', async () => {
    await using folder = await temporaryFolder()
    await using server = await serveFiles(answerFile(content, { etag: '"1"' }))
    const path = join(folder.path, 'a.zip')
    const done: number[] = []
    await downloadFile(`${server.address}/a.zip`, path, options({ onProgress: (event) => done.push(event.done) }))
    expect(await readFile(path)).toEqual(content)
    expect(done.at(-1)).toBe(content.length)
    expect(existsSync(`${path}.part`) || existsSync(`${path}.part.json`)).toBe(false)
  })

  test('continues the same version where the transfer broke off', async () => {
    await using folder = await temporaryFolder()
    let stopAfter: number | undefined = 2000
    await using server = await serveFiles((request, response) =>
      answerFile(content, { etag: '"1"', ...(stopAfter === undefined ? {} : { stopAfter }) })(request, response),
    )
    const path = join(folder.path, 'a.zip')
    const onProgress = ({ done }: { done: number }) => {
      if (done === 2000) server.breakConnections()
    }
    const work = () => downloadFile(`${server.address}/a.zip`, path, options({ onProgress }))
    await expect(work()).rejects.toThrow(/broke off after 2000 bytes/)
    expect(existsSync(path)).toBe(false)
    stopAfter = undefined
    await work()
    expect(server.requests[1]!.headers).toMatchObject({ range: 'bytes=2000-', 'if-range': '"1"' })
    expect(await readFile(path)).toEqual(content)
  })

  test.each([
    ['another version', '"2"'],
    ['a weak name of the version', 'W/"1"'],
    ['no name of the version', null],
  ])('begins anew with %s', async (_name, second) => {
    await using folder = await temporaryFolder()
    const old = Buffer.alloc(content.length, 'old')
    let isFirst = true
    const first = second === '"2"' ? '"1"' : second
    await using server = await serveFiles((request, response) => {
      if (isFirst) answerFile(old, { etag: first, stopAfter: 2000 })(request, response)
      else answerFile(content, { etag: second })(request, response)
      isFirst = false
    })
    const path = join(folder.path, 'a.zip')
    const onProgress = ({ done }: { done: number }) => {
      if (done === 2000) server.breakConnections()
    }
    const work = () => downloadFile(`${server.address}/a.zip`, path, options({ onProgress }))
    await expect(work()).rejects.toMatchObject({ code: 'download-failed' })
    await work()
    expect(await readFile(path)).toEqual(content)
  })

  test('a part that was whole but not yet renamed is fetched anew', async () => {
    await using folder = await temporaryFolder()
    await using server = await serveFiles(answerFile(content, { etag: '"1"' }))
    const [path, address] = [join(folder.path, 'a.zip'), `${server.address}/a.zip`]
    await writeFile(`${path}.part`, content)
    await writeFile(`${path}.part.json`, JSON.stringify({ address, etag: '"1"' }))
    await downloadFile(address, path, options())
    expect(await readFile(path)).toEqual(content)
  })

  test('what belongs to another address is not continued', async () => {
    await using folder = await temporaryFolder()
    await using server = await serveFiles(answerFile(content, { etag: '"1"' }))
    const path = join(folder.path, 'a.zip')
    await writeFile(`${path}.part`, 'something else')
    await writeFile(`${path}.part.json`, JSON.stringify({ address: 'https://elsewhere.example/a.zip', etag: '"1"' }))
    await downloadFile(`${server.address}/a.zip`, path, options())
    expect(await readFile(path)).toEqual(content)
  })

  test('a file of another size is not fetched', async () => {
    await using folder = await temporaryFolder()
    await using server = await serveFiles(answerFile(content, { etag: '"1"' }))
    const path = join(folder.path, 'a.zip')
    const work = downloadFile(`${server.address}/a.zip`, path, options({ bytes: 4000 }))
    await expect(work).rejects.toMatchObject({ code: 'wrong-size' })
    expect(existsSync(path)).toBe(false)
  })

  test('an answer without a length stops at the size', async () => {
    await using folder = await temporaryFolder()
    await using server = await serveFiles((_request, response) => {
      response.writeHead(200)
      response.write(content)
      response.end(content)
    })
    const path = join(folder.path, 'a.zip')
    await expect(downloadFile(server.address, path, options())).rejects.toMatchObject({ code: 'wrong-size' })
    expect(existsSync(path) || existsSync(`${path}.part`)).toBe(false)
  })

  test.each([404, 500])('status %i', async (status) => {
    await using folder = await temporaryFolder()
    await using server = await serveFiles((_request, response) => response.writeHead(status).end('sorry'))
    const work = downloadFile(server.address, join(folder.path, 'a.zip'), options())
    await expect(work).rejects.toMatchObject({ code: 'download-failed', message: expect.stringMatching(`${status}`) })
  })

  test('nobody answers', async () => {
    await using folder = await temporaryFolder()
    const server = await serveFiles(() => {})
    await server[Symbol.asyncDispose]()
    const work = downloadFile(server.address, join(folder.path, 'a.zip'), options())
    await expect(work).rejects.toMatchObject({ code: 'download-failed', message: expect.stringMatching(/No answer/) })
  })

  test('follows within http, and never to another scheme', async () => {
    await using folder = await temporaryFolder()
    await using server = await serveFiles((request, response) => {
      const target = { '/good': '/file', '/file-scheme': 'file:///etc/passwd', '/ftp': 'ftp://127.0.0.1/a' }[
        request.url!
      ]
      if (target !== undefined) response.writeHead(302, { location: target }).end()
      else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end()
      else answerFile(content, { etag: null })(request, response)
    })
    const path = join(folder.path, 'a.zip')
    await downloadFile(`${server.address}/good`, path, options())
    expect(await readFile(path)).toEqual(content)
    for (const bad of ['/file-scheme', '/ftp']) {
      const work = downloadFile(`${server.address}${bad}`, join(folder.path, 'b'), options())
      await expect(work).rejects.toMatchObject({
        code: 'download-failed',
        message: expect.stringMatching(/to lead to https/),
      })
    }
    const round = downloadFile(`${server.address}/round`, join(folder.path, 'b'), options())
    await expect(round).rejects.toMatchObject({ message: expect.stringMatching(/more than 5 times/) })
  })

  test('a signal stops it and keeps what came', async () => {
    await using folder = await temporaryFolder()
    await using server = await serveFiles((_request, response) => {
      response.writeHead(200, { 'content-length': content.length, etag: '"1"' })
      response.write(content.subarray(0, 1000))
    })
    const path = join(folder.path, 'a.zip')
    const controller = new AbortController()
    const work = downloadFile(
      server.address,
      path,
      options({ signal: controller.signal, onProgress: ({ done }) => done === 1000 && controller.abort() }),
    )
    await expect(work).rejects.toMatchObject({ name: 'AbortError' })
    expect((await stat(`${path}.part`)).size).toBe(1000)
    expect(existsSync(path)).toBe(false)
  })
})

test.skipIf(!existsSync('/dev/full'))('a full disk is told apart and nothing appears', async () => {
  await using folder = await temporaryFolder({ 'mirror/a.zip': 'content' })
  const path = join(folder.path, 'a.zip')
  await symlink('/dev/full', `${path}.part`) // answers every write as a full disk does
  const work = copyFromMirror(join(folder.path, 'mirror/a.zip'), path, options())
  await expect(work).rejects.toMatchObject({ code: 'disk-full', message: expect.stringMatching(/ENOSPC/) })
  expect(existsSync(path)).toBe(false)
})
