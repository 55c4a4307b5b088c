import { createServer, type RequestListener } from 'node:http'
import { expect, test, vi } from 'vitest'

// the marker package throws outside of a server component, which is all that it does
vi.mock('server-only', () => ({}))
const { forward } = await import('./forward.ts')

async function withApi(listener: RequestListener, run: () => Promise<void>): Promise<void> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  vi.stubEnv('MASKMIRROR_API_URL', `http://127.0.0.1:${address.port}`)
  try {
    await run()
  } finally {
    vi.unstubAllEnvs()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

test('passes method, path, body and the headers that the API needs, and no others', async () => {
  const seen: unknown[] = []
  await withApi(
    (request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const { 'content-type': type, cookie, origin } = request.headers
        seen.push({ method: request.method, url: request.url, body, type, cookie, origin })
        response.writeHead(409, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
        response.end('{"no":1}')
      })
    },
    async () => {
      const request = new Request('http://localhost:3000/api/trpc/runs.start', {
        method: 'POST',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json', cookie: 'x=y', origin: 'http://localhost:3000' },
      })
      const answer = await forward(request, '/trpc/runs.start?batch=1')
      expect([answer.status, await answer.text(), answer.headers.get('set-cookie')]).toEqual([409, '{"no":1}', null])
    },
  )
  expect(seen).toEqual([
    {
      method: 'POST',
      url: '/trpc/runs.start?batch=1',
      body: '{"a":1}',
      type: 'application/json',
      cookie: undefined,
      origin: undefined,
    },
  ])
})

test('events arrive one by one, and leaving ends the stream at the API', async () => {
  let left = false
  await withApi(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: 1\n\n')
      response.on('close', () => {
        left = true
      })
    },
    async () => {
      const leaving = new AbortController()
      const request = new Request('http://localhost:3000/x', { signal: leaving.signal })
      const answer = await forward(request, '/trpc/runs.watch')
      const reader = answer.body!.getReader()
      // the API has not ended its answer
      expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: 1\n\n')
      leaving.abort()
      await expect(reader.read()).rejects.toThrow()
      await vi.waitFor(() => expect(left).toBe(true))
    },
  )
})

test('an API that is not there is a 502', async () => {
  vi.stubEnv('MASKMIRROR_API_URL', 'http://127.0.0.1:1')
  const answer = await forward(new Request('http://localhost:3000/x'), '/trpc/runs.list')
  vi.unstubAllEnvs()
  expect(answer.status).toBe(502)
})
