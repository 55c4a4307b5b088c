import { open } from 'node:fs/promises'
import { DatasetError, type DatasetErrorCode } from '#error.ts'

/** A list of a hundred million pairs would be larger; a file beyond this is no list. Our choice. */
const maxListBytes = 1024 * 1024 * 1024

/**
 * Reads a list of labels or pairs as text, without a byte order mark.
 *
 * @param path absolute
 * @param file the file's name, for messages
 * @param code of the error when the bytes are not UTF-8
 * @throws DatasetError the given code with line and byte, `file-too-large` or `folder-unreadable`
 */
export async function readList(path: string, file: string, code: DatasetErrorCode): Promise<string> {
  return decodeList(await readBytes(path), file, code)
}

/** @throws DatasetError with the given code, naming line and byte of the first byte that is not UTF-8 */
export function decodeList(bytes: Uint8Array, file: string, code: DatasetErrorCode): string {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!wide) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      // the decoder does not tell where: found below
    }
  }
  const byte = wide ? 0 : firstBadByte(bytes)
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, byte).filter((value) => value === 0x0a).length + 1
  throw new DatasetError({
    code,
    message: `${file}, line ${line}, byte ${byte}: expected UTF-8 but received ${wide ? 'UTF-16' : `0x${bytes[byte]!.toString(16).padStart(2, '0')}`}; save the file as UTF-8`,
    details: { file, line, byte },
  })
}

/** Text up to a bad byte decodes; halving finds the shortest part that does not. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isPrefixOfUtf8(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  // what broke a character off is the byte after it; the character is to blame
  return bytes[good]! < 0x80 ? good - 1 : good
}

function isPrefixOfUtf8(bytes: Uint8Array): boolean {
  try {
    // with `stream` a character that is cut at the end is no error
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    if (size > maxListBytes) {
      throw new DatasetError({
        code: 'file-too-large',
        message: `Expected lists of at most ${maxListBytes} bytes but ${path} has ${size}`,
        details: { path, size },
      })
    }
    return await file.readFile()
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause
    throw new DatasetError({
      code: 'folder-unreadable',
      message: `Expected to read ${path} but ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { file: path },
      cause,
    })
  }
}
