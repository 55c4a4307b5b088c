import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { appRouter } from '@maskmirror/api'
import { MaskMirrorError } from '@maskmirror/core'
import type { Workbench } from '@maskmirror/experiments'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import type { Logger } from 'pino'
import { proxyTo } from './proxy.ts'
import { refusalOf } from './request-guard.ts'
import { serveFiles } from './serve-files.ts'
import { type Dashboard, startDashboard } from './start-dashboard.ts'
import { version } from './version.ts'

export interface ServerOptions {
  readonly workbench: Workbench
  readonly log: Logger
  /** 0 takes a free one. */
  readonly port: number
  /** Without it the API alone is served. */
  readonly withDashboard: boolean
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:4310`. */
  readonly url: string
  close(): Promise<void>
}

/** Largest body of a call, bytes: requests are small JSON documents. */
const maxBodySize = 1 << 20

/**
 * Serves the API, pictures and reports on 127.0.0.1, and everything else from the dashboard.
 *
 * @throws MaskMirrorError `port-in-use`, `dashboard-not-built`, `dashboard-failed`
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { workbench, log, port, withDashboard } = options
  let dashboard: Dashboard | null = null
  const context = { workbench, version }
  const handlers = ['/api/trpc/', '/trpc/'].map((basePath) => ({
    basePath,
    handle: createHTTPHandler({
      router: appRouter,
      createContext: () => context,
      basePath,
      maxBodySize,
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') log.error({ err: error, path }, 'a call failed')
      },
    }),
  }))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const refusal = refusalOf(request)
    if (refusal !== null) {
      response.writeHead(403, { 'content-type': 'text/plain' })
      response.end(refusal)
      return
    }
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const handler = handlers.find(({ basePath }) => pathname.startsWith(basePath))
    if (handler !== undefined) return handler.handle(request, response)
    if (await serveFiles(pathname, workbench, request, response)) return
    if (dashboard !== null) return proxyTo(dashboard, request, response)
    response.writeHead(404, { 'content-type': 'text/plain' })
    response.end('This is the API of MaskMirror; the dashboard was not started')
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error, url: request.url }, 'a request failed')
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end('Something went wrong; the server has the details')
    })
  })
  const url = `http://127.0.0.1:${await listen(server, port)}`
  try {
    if (withDashboard) dashboard = await startDashboard(url)
  } catch (error) {
    server.close()
    throw error
  }
  return {
    url,
    close: async () => {
      await dashboard?.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE'
      reject(
        taken
          ? new MaskMirrorError({
              code: 'port-in-use',
              message: `Expected port ${port} of 127.0.0.1 to be free but something listens there. Choose another with --port`,
              cause,
            })
          : cause,
      )
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : port)
    })
  })
}
