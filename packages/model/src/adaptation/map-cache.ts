import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { unwritable } from '#training/write-whole.ts'

/** Records of equal length in a file that grows: what is there when a process dies is there for the next one. */
export interface MapCache {
  /** Whole records in the file. */
  readonly count: number
  /** Puts records behind the others. @throws ModelError `unwritable` */
  append(records: Float32Array): Promise<void>
  /** Copies records one after another. @param indexes each below `count` */
  read(indexes: readonly number[], into: Float32Array): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a file of records or makes it; a record that was cut off by the end of a process or a full disk is taken off.
 *
 * @param recordLength numbers of a record
 * @throws ModelError `unwritable`
 */
export async function openMapCache(path: string, recordLength: number): Promise<MapCache> {
  const recordBytes = 4 * recordLength
  const guarded = async <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((cause: unknown) => {
      throw unwritable(path, cause)
    })
  await guarded(mkdir(dirname(path), { recursive: true }))
  const file: FileHandle = await guarded(open(path, 'a+'))
  let count = Math.floor((await file.stat()).size / recordBytes)
  await guarded(file.truncate(count * recordBytes))
  return {
    get count() {
      return count
    },
    append: async (records) => {
      await guarded(file.appendFile(new Uint8Array(records.buffer, records.byteOffset, records.byteLength)))
      count += records.length / recordLength
    },
    read: async (indexes, into) => {
      await Promise.all(
        indexes.map((index, i) => {
          const bytes = new Uint8Array(into.buffer, into.byteOffset + i * recordBytes, recordBytes)
          return file.read(bytes, 0, recordBytes, index * recordBytes)
        }),
      )
    },
    close: () => file.close(),
  }
}
