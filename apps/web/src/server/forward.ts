import 'server-only'
import { readEnv } from '../env.ts'

const requestHeaders = ['accept', 'content-type', 'last-event-id', 'trpc-accept', 'x-trpc-source', 'if-none-match']
const responseHeaders = ['content-type', 'content-disposition', 'cache-control', 'etag', 'x-accel-buffering', 'vary']

/**
 * Passes a browser's request on to the API server and streams the answer back, so that the browser sees one origin.
 * `maskmirror serve` answers these paths before the dashboard sees them; they come here when the dashboard runs on its
 * own, as in `pnpm dev`.
 *
 * A route handler rather than a rewrite: Next freezes the target of a rewrite into the build, and gives it a time limit.
 *
 * @param path of the API server, with search, such as `/trpc/runs.list?batch=1`
 * @returns 502 when the API server does not answer
 */
export async function forward(request: Request, path: string): Promise<Response> {
  const { apiUrl } = readEnv()
  const bodiless = request.method === 'GET' || request.method === 'HEAD'
  const init: RequestInit & { duplex?: 'half' } = {
    method: request.method,
    headers: pick(request.headers, requestHeaders),
    cache: 'no-store',
    redirect: 'manual',
    signal: request.signal,
    ...(bodiless ? {} : { body: request.body, duplex: 'half' }),
  }
  try {
    const answer = await fetch(`${apiUrl}${path}`, init)
    return new Response(answer.body, { status: answer.status, headers: pick(answer.headers, responseHeaders) })
  } catch {
    // the only way to get here: refused, reset or left by the browser; the page says which server it was waiting for
    return Response.json({ message: 'The API server does not answer' }, { status: 502 })
  }
}

function pick(headers: Headers, names: readonly string[]): Headers {
  const picked = new Headers()
  for (const name of names) {
    const value = headers.get(name)
    if (value !== null) picked.set(name, value)
  }
  return picked
}
