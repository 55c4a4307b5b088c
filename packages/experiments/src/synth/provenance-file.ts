import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SynthError } from './error.ts'
import { type KnownLine, type ProvenanceLine, parseProvenanceLine } from './provenance-line.ts'
import { replaceFile } from './replace-file.ts'

export const provenanceName = 'provenance.jsonl'

/** The record of an output folder. While pictures are drawn lines are added as they come; at the end they are sorted. */
export interface ProvenanceFile {
  /** The last line of each file that earlier runs wrote. */
  readonly known: ReadonlyMap<string, KnownLine>
  add(line: ProvenanceLine): Promise<void>
  /** Leaves one line for each file, sorted by file in code-unit order, and closes it. */
  finish(): Promise<void>
}

/**
 * @param folder output folder, which exists
 * @throws SynthError `unwritable-output`, here and from `add` and `finish`
 */
export async function openProvenanceFile(folder: string): Promise<ProvenanceFile> {
  const path = join(folder, provenanceName)
  const known = new Map<string, KnownLine>()
  const texts = new Map<string, string>()
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? '' : cannotWrite(error),
  )
  for (const text of before.split('\n')) {
    const line = text === '' ? null : parseProvenanceLine(text)
    if (line === null) continue
    known.set(line.file, line)
    texts.set(line.file, text)
  }
  const handle = await open(path, 'a').catch(cannotWrite)
  // a line that was cut short must not swallow the next one
  if (before !== '' && !before.endsWith('\n')) await handle.appendFile('\n').catch(cannotWrite)
  let last = Promise.resolve()
  return {
    known,
    add: (line) => {
      const text = JSON.stringify(line)
      texts.set(line.file, text)
      last = last.then(() => handle.appendFile(`${text}\n`).catch(cannotWrite))
      return last
    },
    finish: async () => {
      await handle.close()
      const files = [...texts.keys()].sort((a, b) => (a < b ? -1 : 1))
      await replaceFile(path, files.map((file) => `${texts.get(file)!}\n`).join('')).catch(cannotWrite)
    },
  }
}

function cannotWrite(cause: Error): never {
  throw new SynthError({
    code: 'unwritable-output',
    message: `Expected to keep ${provenanceName} in the output folder but ${cause.message}`,
    cause,
  })
}
