import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkbench } from '@maskmirror/experiments'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startServer } from '../src/index.ts'

async function openServer() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'maskmirror-server-')))
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
  const log = pino({ level: 'silent' })
  const server = await startServer({ workbench: opened.workbench, log, port: 0, withDashboard: false })
  return {
    url: server.url,
    folder,
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await opened[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const call = (url: string, path: string, input: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  })

/** From the header chunk, which comes first. */
async function sizeOfPng(response: Response): Promise<{ width: number; height: number }> {
  const view = new DataView(await response.arrayBuffer())
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

describe('the server', () => {
  test('starts the demonstration, streams its progress, and serves its pictures and report', async () => {
    await using server = await openServer()
    const request = { dataset: 'demo', model: 'lbp', settings: ['umr-ump', 'umr-mp'], maxGenuine: 10, maxImpostor: 20 }
    const Started = z.object({ result: z.object({ data: z.object({ id: z.string() }) }) })
    const { id } = Started.parse(await (await call(server.url, 'runs.start', request)).json()).result.data
    const input = encodeURIComponent(JSON.stringify({ id }))
    const stream = await fetch(`${server.url}/api/trpc/runs.watch?input=${input}`, {
      headers: { accept: 'text/event-stream' },
    })
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const events = await stream.text() // ends with the run
    expect(events).toContain('"status":"running"')
    expect(events).toContain('"status":"succeeded"')

    const Examples = z.object({
      result: z.object({ data: z.array(z.object({ reference: z.object({ image: z.string() }) })) }),
    })
    const examples = Examples.parse(await (await fetch(`${server.url}/api/trpc/runs.examples?input=${input}`)).json())
    const image = await fetch(`${server.url}/images/${examples.result.data[0]?.reference.image}.png`)
    expect(image.headers.get('content-type')).toBe('image/png')
    expect([...new Uint8Array(await image.arrayBuffer()).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])

    const report = await fetch(`${server.url}/runs/${id}/report.html`)
    const html = await report.text()
    expect(html).toContain('UMR-MP')
    expect(html).toContain('<svg')
    // nothing is fetched from elsewhere: no address outside of namespaces and data
    expect(html.match(/(?:src|href)="(?!data:|#)[^"]*"/g)).toBeNull()

    const download = (file: string) => fetch(`${server.url}/runs/${id}/exports/${file}`)
    const table = await download('table.csv')
    expect(table.headers.get('content-disposition')).toBe(`attachment; filename="${id}-table.csv"`)
    expect((await table.text()).split('\r\n')[1]).toMatch(/^umr-ump,UMR-UMP,scored,/)
    expect(await (await download('table.md')).text()).toContain('| UMR-MP ')
    expect(await (await download('table.tex')).text()).toContain('\\begin{table}')
    expect((await (await download('slices.csv')).text()).split(',')[0]).toBe('attribute')
    const Exported = z.object({ id: z.literal(id), result: z.object({ table: z.object({ version: z.literal(2) }) }) })
    Exported.parse(await (await download('result.json')).json())
    const scores = (await (await download('scores.csv')).text()).trimEnd().split('\n')
    expect(scores[0]).toBe('reference,probe,referencePerson,probePerson,setting,score')
    expect(scores).toHaveLength(1 + 2 * 30)
    const pairs = (await (await download('pairs.csv')).text()).trimEnd().split('\r\n')
    expect(pairs[0]).toContain(',mask-type,mask-colour,mask-coverage,')
    expect(pairs).toHaveLength(1 + 30)
    expect(await (await download('det.svg')).text()).toMatch(/^<\?xml[^>]*>\n<svg [^>]*role="img"/)
    const png = await download('rates.png')
    expect(png.headers.get('content-type')).toBe('image/png')
    const { width, height } = await sizeOfPng(png)
    expect([width, height]).toEqual([1440, 1120])
    for (const file of ['det.pdf', 'other.csv', 'constructor', '..%2freport.html']) {
      expect((await download(file)).status, file).toBe(404)
    }
  })

  test('serves photos of sets by keys, in a few sizes, to be kept by the browser', async () => {
    await using server = await openServer()
    await mkdir(join(server.folder, 'people', 'anna'), { recursive: true })
    await writeFile(join(server.folder, 'people', 'anna', '1.jpg'), 'no picture')
    await call(server.url, 'datasets.add', { folder: join(server.folder, 'people') })
    const Photos = z.object({
      result: z.object({ data: z.object({ photos: z.array(z.object({ key: z.string() })) }) }),
    })
    const keyOf = async (id: string) => {
      const input = encodeURIComponent(JSON.stringify({ id }))
      const answer = await (await fetch(`${server.url}/api/trpc/datasets.photos?input=${input}`)).json()
      return Photos.parse(answer).result.data.photos[0]!.key
    }
    const key = await keyOf('demo')
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/photos/${path}`, { headers })

    const photo = await get(`demo/${key}/160.jpg`)
    expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(photo.headers.get('cache-control')).toContain('immutable')
    const small = (await photo.arrayBuffer()).byteLength
    expect((await (await get(`demo/${key}/320.jpg`)).arrayBuffer()).byteLength).toBeGreaterThan(small)
    const etag = photo.headers.get('etag')!
    expect((await get(`demo/${key}/160.jpg`, { 'if-none-match': etag })).status).toBe(304)
    expect((await get(`demo/${key}/320.jpg`, { 'if-none-match': etag })).status).toBe(200)

    const damaged = await get(`people/${await keyOf('people')}/160.jpg`)
    expect([damaged.status, damaged.headers.get('cache-control')]).toEqual([422, 'no-store'])
    const reason = await damaged.text()
    expect(reason).toMatch(/^The photo is damaged: Expected a picture/)
    expect(reason).not.toContain(server.folder)
    for (const path of [
      `demo/${key}/161.jpg`,
      `demo/${key}/99999.jpg`,
      `demo/${key.replace(/-.*/, '-300')}/160.jpg`,
      `demo/${'0'.repeat(16)}-1/160.jpg`,
      `nowhere/${key}/160.jpg`,
      'demo/..%2f..%2f..%2fetc%2fpasswd/160.jpg',
      'demo/test-0001%2f0001.jpg/160.jpg',
      '..%2f..%2fetc%2fpasswd/x',
    ]) {
      expect((await get(path)).status, path).toBe(404)
    }
    expect((await get('%ff/reviewed.csv')).status).toBe(400)
    const list = await get('people/reviewed.csv')
    expect(list.headers.get('content-disposition')).toBe('attachment; filename="people-reviewed.csv"')
    expect(await list.text()).toBe('dataset,file,problem,detail,exclude\n')
  })

  test('serves what a browser draws masks with: the drawings and faces to try them on', async () => {
    await using server = await openServer()
    const drawings = await fetch(`${server.url}/mask-drawings`)
    expect(drawings.headers.get('content-encoding')).toBe('gzip')
    const pack = await drawings.arrayBuffer()
    const header = JSON.parse(new TextDecoder().decode(pack.slice(4, 4 + new DataView(pack).getUint32(0, true))))
    const sizes = z.array(z.object({ width: z.number(), height: z.number() })).parse(header)
    expect(pack.byteLength).toBeGreaterThan(sizes.reduce((sum, { width, height }) => sum + width * height * 4, 0))

    const Faces = z.object({
      result: z.object({ data: z.array(z.object({ image: z.string(), landmarks: z.array(z.number()).length(136) })) }),
    })
    const answer = await (await fetch(`${server.url}/api/trpc/masks.demonstrationFaces`)).json()
    const faces = Faces.parse(answer).result.data
    expect(new Set(faces.map(({ image }) => image)).size).toBe(4)
    const picture = await fetch(`${server.url}/images/${faces[0]!.image}.png`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  })

  test('answers 404 to what is not there', async () => {
    await using server = await openServer()
    const paths = [
      '/images/../../etc/passwd.png',
      '/images/%2e%2e.png',
      `/images/${'0'.repeat(64)}.png`,
      '/runs/none/report.html',
      '/face-landmarker.task',
    ]
    for (const path of paths) expect((await fetch(server.url + path)).status, path).toBe(404)
  })

  test('refuses a folder outside of its roots and a request of another site', async () => {
    await using server = await openServer()
    const outside = await call(server.url, 'datasets.add', { folder: '/etc' })
    expect(outside.status).toBe(403)
    expect(await outside.json()).toMatchObject({
      error: {
        message: expect.stringContaining(`Expected folder to exist inside ${server.folder} but received "/etc"`),
        data: { reason: 'path-outside-roots' },
      },
    })
    const foreign = await call(server.url, 'runs.start', {}, { origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
  })

  test('says when its port is taken', async () => {
    await using server = await openServer()
    const port = Number(new URL(server.url).port)
    const options = { workbench: {} as never, log: pino({ level: 'silent' }), port, withDashboard: false }
    await expect(startServer(options)).rejects.toThrow(`Expected port ${port} of 127.0.0.1 to be free`)
  })

  test('a body that is too large or no JSON is refused', async () => {
    await using server = await openServer()
    const large = await call(server.url, 'runs.start', { dataset: 'x'.repeat(2 << 20) })
    expect(large.status).toBe(413)
    const broken = await fetch(`${server.url}/api/trpc/runs.start`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect(broken.status).toBe(400)
  })
})
