import { DatasetError } from '#error.ts'

/** Names that mean a device on Windows, with any ending. */
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

/** What file systems allow. */
const maxSegmentBytes = 255
const maxPathBytes = 1024

/** Checks names of one archive, each against the rules and all against one another. */
export interface EntryNames {
  /**
   * @returns the path inside the target folder, posix; null for what is no content, such as the folder itself
   * @throws DatasetError `hostile-archive`, naming the entry
   */
  accept(name: string, kind: 'file' | 'folder'): string | null
}

/** @param archive path, for messages */
export function createEntryNames(archive: string): EntryNames {
  /** Each path as a system sees it that knows no case, with what it was first called. */
  const known = new Map<string, { name: string; kind: 'file' | 'folder' }>()
  const refuse = (name: string, rule: string) =>
    new DatasetError({
      code: 'hostile-archive',
      message: `Expected ${rule} in ${archive} but received ${JSON.stringify(name)}. Nothing of it is kept`,
      details: { archive, name },
    })

  const note = (path: string, kind: 'file' | 'folder', name: string) => {
    const folded = foldName(path)
    const before = known.get(folded)
    if (before === undefined) {
      known.set(folded, { name: path, kind })
      return
    }
    if (before.name !== path) throw refuse(name, `names that differ by more than case (${before.name} was before)`)
    if (kind === 'file' || before.kind === 'file') throw refuse(name, 'each file once')
  }

  return {
    accept: (name, kind) => {
      if (/\p{Cc}/u.test(name)) throw refuse(name, 'names without control characters')
      if (name.includes('\\') || name.includes(':')) throw refuse(name, 'names without \\ and :')
      if (name.startsWith('/')) throw refuse(name, 'relative paths')
      const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.')
      if (segments.includes('..')) throw refuse(name, 'paths without ..')
      if (segments.some((segment) => deviceName.test(segment))) throw refuse(name, 'no names of devices')
      if (segments.some((segment) => Buffer.byteLength(segment) > maxSegmentBytes)) {
        throw refuse(name, `names of at most ${maxSegmentBytes} bytes`)
      }
      if (Buffer.byteLength(name) > maxPathBytes) throw refuse(name, `paths of at most ${maxPathBytes} bytes`)
      const path = segments.join('/')
      if (path === '') {
        if (kind === 'file') throw refuse(name, 'files with a name')
        return null
      }
      for (let i = 1; i < segments.length; i++) note(segments.slice(0, i).join('/'), 'folder', name)
      note(path, kind, name)
      return isOfMacintosh(segments) ? null : path
    },
  }
}

/** Systems that fold case compare names in this way; Windows drops dots and spaces at the end, too. */
function foldName(path: string): string {
  return path
    .normalize('NFC')
    .toLowerCase()
    .split('/')
    .map((segment) => segment.replace(/[. ]+$/, ''))
    .join('/')
}

/** What the Finder adds to archives. */
function isOfMacintosh(segments: readonly string[]): boolean {
  return segments[0] === '__MACOSX' || segments.at(-1) === '.DS_Store'
}
