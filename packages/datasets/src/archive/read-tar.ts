import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import type { ArchiveEntry, ReadArchiveOptions } from './archive-entry.ts'

/** Reads a tar file in its order, with the long names of GNU and pax; throws what the file or its format gives. */
export async function* readTar(
  path: string,
  { onBytes, signal, gzip }: ReadArchiveOptions & { readonly gzip: boolean },
): AsyncGenerator<ArchiveEntry> {
  const source = createReadStream(path, signal === undefined ? {} : { signal })
  source.on('data', (chunk) => onBytes(chunk.length))
  const entries = extract()
  // what breaks a part of the pipe reaches the loop through its last part
  const settle = (error: Error | null) => {
    if (error !== null && error !== undefined) entries.destroy(error)
  }
  if (gzip) pipeline(source, createGunzip(), entries, settle)
  else pipeline(source, entries, settle)
  try {
    for await (const entry of entries) {
      yield { name: entry.header.name, kind: kindOf(entry.header.type), content: entry as AsyncIterable<Uint8Array> }
      entry.resume()
    }
  } finally {
    source.destroy()
  }
}

function kindOf(type: Header['type']): ArchiveEntry['kind'] {
  if (type === 'directory') return 'folder'
  return type === 'file' || type === 'contiguous-file' ? 'file' : 'other'
}
