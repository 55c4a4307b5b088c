import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const shared = resolve(root, process.env.MASKMIRROR_SHARED ?? '../shared')

/** A file or folder of the material beside the project, or null where it is absent. */
export function sharedPath(name: string): string | null {
  const path = join(shared, name)
  return existsSync(path) ? path : null
}

/** A new folder that is removed at the end of the scope. */
export async function temporaryFolder(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'maskmirror-test-')))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

export interface CommandResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A command that runs; `ended` is told when it has ended. */
export interface RunningCommand {
  readonly ended: Promise<CommandResult>
  /** Calls back with everything printed so far, each time something is printed. */
  onOutput(listener: (printed: string) => void): void
  kill(signal: NodeJS.Signals): void
}

/** Starts the `maskmirror` command as a user would, from its own sources. */
export function startMaskmirror(args: readonly string[], env: Record<string, string> = {}): RunningCommand {
  const child = spawn(process.execPath, [join(root, 'apps/cli/bin/maskmirror.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  const listeners: ((printed: string) => void)[] = []
  const tell = () => {
    for (const listener of listeners) listener(stdout + stderr)
  }
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
    tell()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
    tell()
  })
  return {
    ended: new Promise((done, fail) => {
      child.once('error', fail)
      child.once('close', (code, signal) => done({ code, signal, stdout, stderr }))
    }),
    onOutput: (listener) => listeners.push(listener),
    kill: (signal) => child.kill(signal),
  }
}

/** Runs the `maskmirror` command to its end. */
export function maskmirror(args: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> {
  return startMaskmirror(args, env).ended
}
