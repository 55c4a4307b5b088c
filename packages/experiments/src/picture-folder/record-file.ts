import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PictureFolderError } from './error.ts'
import { replaceFile } from './replace-file.ts'

/** What every line of a record has. */
export interface RecordLine {
  /** The picture, relative to the input folder. */
  readonly file: string
}

/** The JSON Lines record of an output folder. While the work goes on lines are added as they come; at the end they are sorted. */
export interface RecordFile<Known extends RecordLine> {
  /** The last lines of each file that earlier runs wrote. */
  readonly known: ReadonlyMap<string, readonly Known[]>
  /** @param lines of one file, in their order; they replace what it had */
  add(file: string, lines: readonly RecordLine[]): Promise<void>
  /** The same for lines that are JSON already. */
  addTexts(file: string, texts: readonly string[]): Promise<void>
  /** Leaves the last lines of each file, sorted by file in code-unit order, and closes it. */
  finish(): Promise<void>
}

/**
 * @param options.folder output folder, which exists
 * @param options.parse gives null for what is no whole line, such as the last one of a killed process
 * @param options.isFirst whether a line is the first of its file, so that it replaces those before it
 * @throws PictureFolderError `unwritable-output`, here and from `add`, `addTexts` and `finish`
 */
export async function openRecordFile<Known extends RecordLine>(options: {
  folder: string
  name: string
  parse: (text: string) => Known | null
  isFirst: (line: Known) => boolean
}): Promise<RecordFile<Known>> {
  const { folder, name, parse, isFirst } = options
  const cannotWrite = (cause: Error): never => {
    throw new PictureFolderError({
      code: 'unwritable-output',
      message: `Expected to keep ${name} in the output folder but ${cause.message}`,
      cause,
    })
  }
  const path = join(folder, name)
  const known = new Map<string, Known[]>()
  const texts = new Map<string, string[]>()
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? '' : cannotWrite(error),
  )
  for (const text of before.split('\n')) {
    const line = text === '' ? null : parse(text)
    if (line === null) continue
    if (isFirst(line) || !known.has(line.file)) {
      known.set(line.file, [])
      texts.set(line.file, [])
    }
    known.get(line.file)!.push(line)
    texts.get(line.file)!.push(text)
  }
  const handle = await open(path, 'a').catch(cannotWrite)
  // a line that was cut short must not swallow the next one
  if (before !== '' && !before.endsWith('\n')) await handle.appendFile('\n').catch(cannotWrite)
  let last = Promise.resolve()
  const addTexts = (file: string, added: readonly string[]) => {
    texts.set(file, [...added])
    last = last.then(() => handle.appendFile(added.map((text) => `${text}\n`).join('')).catch(cannotWrite))
    return last
  }
  return {
    known,
    add: (file, lines) =>
      addTexts(
        file,
        lines.map((line) => JSON.stringify(line)),
      ),
    addTexts,
    finish: async () => {
      await handle.close()
      const files = [...texts.keys()].sort((a, b) => (a < b ? -1 : 1))
      const sorted = files.flatMap((file) => texts.get(file)!.map((text) => `${text}\n`))
      await replaceFile(path, sorted.join('')).catch(cannotWrite)
    },
  }
}
