import { execFile } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { promisify } from 'node:util'
import type { Provenance } from './workbench.ts'

/**
 * Which program computes, on which machine. The commit is null outside of a git checkout, and carries `-dirty` when files differ.
 *
 * @param version of MaskMirror
 */
export async function readProvenance(version: string): Promise<Provenance> {
  const folder = new URL('.', import.meta.url)
  const described = await promisify(execFile)('git', ['describe', '--always', '--dirty', '--abbrev=12'], {
    cwd: folder,
  })
    .then(({ stdout }) => stdout.trim())
    .catch(() => null)
  return {
    version,
    commit: described,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
  }
}
