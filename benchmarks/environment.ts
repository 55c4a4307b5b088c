import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { resolve } from 'node:path'

/** Where the numbers come from: without it they mean nothing. */
export interface Environment {
  readonly commit: string
  /** True when the working tree differs from the commit. */
  readonly modified: boolean
  readonly processor: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  readonly onnxruntime: string
  /** Mean number of busy processes over the last minute before the start: above 0.5, others shared the machine. */
  readonly loadBefore: number
}

export function readEnvironment(root: string): Environment {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const manifest: unknown = JSON.parse(
    readFileSync(resolve(root, 'packages/inference/node_modules/onnxruntime-node/package.json'), 'utf8'),
  )
  const version = manifest !== null && typeof manifest === 'object' && 'version' in manifest ? manifest.version : null
  return {
    commit: git('rev-parse', 'HEAD'),
    modified: git('status', '--porcelain') !== '',
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    onnxruntime: String(version),
    loadBefore: loadavg()[0] ?? 0,
  }
}
