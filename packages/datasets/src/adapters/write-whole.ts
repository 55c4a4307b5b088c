import type { FileHandle } from 'node:fs/promises'

/** Appends all of the bytes: a single write may take only a part of them. */
export async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
}
