import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on this machine that goes away at the end of the block; `requests` are in their order. */
export async function serveFiles(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<
  AsyncDisposable & { readonly address: string; readonly requests: IncomingMessage[]; breakConnections(): void }
> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    breakConnections: () => server.closeAllConnections(),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/**
 * Answers like a file server: whole, or the rest of the same version where a range is asked for.
 *
 * @param options.stopAfter bytes after which nothing more comes, as before a connection breaks
 */
export function answerFile(
  content: Buffer,
  { etag, stopAfter }: { etag: string | null; stopAfter?: number },
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const isRest = start > 0 && request.headers['if-range'] === etag
    if (isRest && start >= content.length) {
      response.writeHead(416).end()
      return
    }
    const body = isRest ? content.subarray(start) : content
    response.writeHead(isRest ? 206 : 200, {
      'content-length': body.length,
      ...(etag === null ? {} : { etag }),
      ...(isRest ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
    })
    if (stopAfter === undefined) response.end(body)
    else response.write(body.subarray(0, stopAfter))
  }
}
