import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { MaskMirrorError } from '@maskmirror/core'
import { inheritedEnvironment } from './env.ts'

const webFolder = fileURLToPath(new URL('../../web', import.meta.url))

/** The dashboard's own process, reached through the server only. */
export interface Dashboard {
  readonly host: string
  readonly port: number
  close(): Promise<void>
}

/** Whether `pnpm build` has built the dashboard. */
export function isDashboardBuilt(): boolean {
  return existsSync(`${webFolder}/.next/BUILD_ID`)
}

/**
 * Starts the built dashboard on a free port of this machine.
 *
 * @param apiUrl where its server side reaches the API
 * @throws MaskMirrorError `dashboard-not-built` or `dashboard-failed` with what it printed
 */
export async function startDashboard(apiUrl: string): Promise<Dashboard> {
  if (!isDashboardBuilt()) {
    throw new MaskMirrorError({
      code: 'dashboard-not-built',
      message: 'Expected a built dashboard. Run npm start, which builds it, or pnpm build',
    })
  }
  const host = '127.0.0.1'
  const port = await freePort(host)
  const next = createRequire(`${webFolder}/package.json`).resolve('next/dist/bin/next')
  const child = spawn(process.execPath, [next, 'start', '-H', host, '-p', String(port)], {
    cwd: webFolder,
    env: { ...inheritedEnvironment(), MASKMIRROR_API_URL: apiUrl, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await untilReady(child, `http://${host}:${port}/favicon.ico`)
  return {
    host,
    port,
    close: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  let printed = ''
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-4000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  // two minutes: far more than a start takes, even on a busy machine
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) break
    const answered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  child.kill('SIGKILL')
  throw new MaskMirrorError({
    code: 'dashboard-failed',
    message: `Expected the dashboard to start but it said:\n${printed}`,
  })
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
