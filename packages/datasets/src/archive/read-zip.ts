import { crc32 } from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import type { ArchiveEntry, ReadArchiveOptions } from './archive-entry.ts'

/** Bits of a mode that tell what a file is, where the archive was made on Unix. */
const fileTypeBits = 0o170000
const ordinaryFile = 0o100000
const folder = 0o040000

/**
 * Reads a zip file in the order of its directory and checks the checksum of each file; throws what the file or its format
 * gives. An encrypted file is an error.
 */
export async function* readZip(path: string, { onBytes, signal }: ReadArchiveOptions): AsyncGenerator<ArchiveEntry> {
  // names are given as they are, because those of all archives are checked in one place
  const zip = await openPromise(path, { lazyEntries: true, decodeStrings: false })
  for await (const entry of zip.eachEntry()) {
    signal?.throwIfAborted()
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
    yield { name, kind: kindOf(name, entry), content: contentOf(zip, name, entry, onBytes) }
  }
}

function kindOf(name: string, { versionMadeBy, externalFileAttributes }: Entry): ArchiveEntry['kind'] {
  if (name.endsWith('/')) return 'folder'
  const isUnix = versionMadeBy >> 8 === 3
  const type = isUnix ? (externalFileAttributes >>> 16) & fileTypeBits : 0
  if (type === folder) return 'folder'
  return type === 0 || type === ordinaryFile ? 'file' : 'other'
}

async function* contentOf(
  zip: ZipFile,
  name: string,
  entry: Entry,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry)
  let sum = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (sum !== entry.crc32) throw new Error(`the checksum of ${JSON.stringify(name)} is wrong`)
  onBytes(entry.compressedSize)
}
