// What the other scripts share: running pnpm (which npx fetches, so that Node and npm are enough) and commands in the workspace.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** Runs a command in the workspace with its output shown, and answers its exit code. */
function statusOf(command, args) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  })
  if (error) throw error
  return status ?? (signal === 'SIGINT' ? 130 : 1)
}

/** Ends this process with the command's exit code when it fails. */
function run(command, args) {
  const status = statusOf(command, args)
  if (status !== 0) process.exit(status)
}

export function pnpm(...args) {
  run('npx', ['--yes', packageManager, ...args])
}

/** As pnpm, but the caller decides what a failure means. */
export function pnpmStatus(...args) {
  return statusOf('npx', ['--yes', packageManager, ...args])
}

/** Installs what the lock file names; quick when it is installed already. */
export function install() {
  pnpm('install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn')
}

export function maskmirror(...args) {
  run(process.execPath, ['apps/cli/bin/maskmirror.mjs', ...args])
}
