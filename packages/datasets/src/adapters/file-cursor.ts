import { type FileHandle, open } from 'node:fs/promises'
import { DatasetError } from '#error.ts'
import { readingFrom } from '#reading-from.ts'

/** Large enough that a disk reads in one go, small enough to be nothing beside a decoded picture. Our choice. */
const windowForAll = 1024 * 1024

/** An aligned face of 112 pixels has about 8 KiB as JPEG: most are read in one go. Our choice. */
export const windowForOne = 32 * 1024

/** Reads a binary file from its beginning to its end, or from a place on. */
export interface FileCursor extends AsyncDisposable {
  /** The file's name, for messages. */
  readonly file: string
  readonly size: number
  /** Where the next byte is taken from. */
  readonly offset: number
  /**
   * The next `count` bytes; a view that stays valid.
   *
   * @param what it is, for the message when the file ends before
   * @throws DatasetError `bad-pack`, naming the byte
   */
  take(count: number, what: string): Promise<Buffer>
  /** Goes on at another byte. */
  seek(offset: number): void
}

/**
 * @param path absolute
 * @param file the file's name, for messages
 * @param windowBytes bytes read at a time; default: for reading all of a file
 * @throws DatasetError `unreadable-photo` when it cannot be opened
 */
export async function openFileCursor(path: string, file: string, windowBytes = windowForAll): Promise<FileCursor> {
  const handle = await readingFrom(path, 'unreadable-photo', () => open(path))
  const { size } = await handle.stat()
  let offset = 0
  let window: Buffer = Buffer.alloc(0)
  let windowStart = 0
  return {
    file,
    size,
    get offset() {
      return offset
    },
    seek(to) {
      offset = to
    },
    async take(count, what) {
      if (count > size - offset) {
        throw badPack(file, offset, `expected ${count} bytes of ${what} but the file ends after ${size - offset}`)
      }
      const inWindow = offset - windowStart
      if (inWindow < 0 || inWindow + count > window.length) {
        windowStart = offset
        window = await readingFrom(path, 'unreadable-photo', () =>
          readAt(handle, offset, Math.min(Math.max(count, windowBytes), size - offset)),
        )
        if (window.length < count) {
          throw badPack(file, offset, `expected ${count} bytes of ${what} but the file was cut while it was read`)
        }
      }
      const start = offset - windowStart
      offset += count
      return window.subarray(start, start + count)
    },
    [Symbol.asyncDispose]: () => handle.close(),
  }
}

/** @throws DatasetError `bad-pack` */
export function badPack(file: string, byte: number, message: string): DatasetError {
  return new DatasetError({ code: 'bad-pack', message: `${file}, byte ${byte}: ${message}`, details: { file, byte } })
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
