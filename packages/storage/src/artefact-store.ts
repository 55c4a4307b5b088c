import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageError } from './error.ts'
import { writeAtomically } from './write-atomically.ts'

/**
 * Results of stages as files, named by what they depend on. An artefact is whole or absent: it is written
 * atomically and carries the SHA-256 of its content, so that a damaged one is found and computed again.
 */
export interface ArtefactStore {
  /**
   * @param key words of [a-z0-9-] joined by `/`, such as `faces/3f…/00012`
   * @returns the content, or null when absent or damaged
   */
  read(key: string): Promise<Uint8Array | null>
  /** @throws StorageError `disk-full` or `data-directory` */
  write(key: string, content: Uint8Array): Promise<void>
}

const digestLength = 32

/** @param root folder that holds the artefacts; made when the first one is written */
export function openArtefactStore(root: string): ArtefactStore {
  const pathOf = (key: string): string => {
    if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(key)) {
      throw new StorageError({
        code: 'artefact-damaged',
        message: `Expected an artefact key of words of a-z, 0-9 and - joined by / but received ${JSON.stringify(key)}`,
      })
    }
    return join(root, `${key}.bin`)
  }
  return {
    read: async (key) => {
      const path = pathOf(key)
      let bytes: Uint8Array
      try {
        bytes = await readFile(path)
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw new StorageError({
          code: 'data-directory',
          message: `Expected to read ${path} but received ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`,
          cause,
        })
      }
      const content = bytes.subarray(digestLength)
      const digest = createHash('sha256').update(content).digest()
      return digest.equals(bytes.subarray(0, digestLength)) ? content : null
    },
    write: (key, content) => {
      const digest = createHash('sha256').update(content).digest()
      return writeAtomically(pathOf(key), Buffer.concat([digest, content]))
    },
  }
}
