import { createHash } from 'node:crypto'
import { type Pickled, unpickle } from '@maskmirror/core'
import { maxPhotoBytes } from '#folder/read-photo-file.ts'
import { badPack, type FileCursor } from '../file-cursor.ts'
import { pictureEnding } from '../picture-ending.ts'

/** Bytes in a pickle, by their place. */
export interface PickledBytes {
  readonly kind: 'bytes'
  readonly offset: number
  readonly length: number
  readonly sha256: string
  /** Ending of a picture file with these bytes; empty when they are none. */
  readonly ending: string
}

/** Instructions that import, call or build something, by their byte; they are never carried out. */
const codeInstructions = new Map<number, string>([
  [0x63, 'GLOBAL'],
  [0x93, 'STACK_GLOBAL'],
  [0x52, 'REDUCE'],
  [0x62, 'BUILD'],
  [0x69, 'INST'],
  [0x6f, 'OBJ'],
  [0x81, 'NEWOBJ'],
  [0x92, 'NEWOBJ_EX'],
  [0x50, 'PERSID'],
  [0x51, 'BINPERSID'],
  [0x82, 'EXT1'],
  [0x83, 'EXT2'],
  [0x84, 'EXT4'],
])

/** SHORT_BINUNICODE, BINUNICODE, BINUNICODE8 and UNICODE. */
const textInstructions = new Set([0x8c, 0x58, 0x8d, 0x56])

/**
 * Reads a pickle of bytes, numbers, booleans, lists and tuples; an instruction outside of those that make such values is an error.
 * Bytes stay on disk; they are hashed as they pass.
 *
 * @throws DatasetError `bad-pack`, naming the byte of the instruction, or the signal's reason
 */
export async function scanPickle(cursor: FileCursor, signal?: AbortSignal): Promise<Pickled<PickledBytes>> {
  const keep = (content: Uint8Array, offset: number): PickledBytes => {
    const sha256 = createHash('sha256').update(content).digest('hex')
    return { kind: 'bytes', offset, length: content.length, sha256, ending: pictureEnding(content) }
  }
  const reading = unpickle<PickledBytes>({
    ...{ start: cursor.offset, end: cursor.size, objects: false, what: 'a picture', maxBytes: maxPhotoBytes },
    ...{ keep, keepOldString: keep, refuse: refusal },
    fail: (byte, message) => badPack(cursor.file, byte, message),
  })
  let step = reading.next()
  while (!step.done) {
    signal?.throwIfAborted()
    step = reading.next(await cursor.take(step.value.count, step.value.what))
  }
  return step.value
}

function refusal(code: number): string {
  const calling = codeInstructions.get(code)
  const advice = 'pack pictures as bytes and answers as bool'
  if (calling !== undefined) {
    return `expected a pickle of bytes and booleans but it asks to run code (${calling}), which is never done; ${advice}`
  }
  if (textInstructions.has(code)) {
    return `expected a pickle of bytes and booleans but received text, as objects have it (arrays of numpy are such); ${advice}`
  }
  return `expected an instruction for bytes, booleans, lists or tuples but received 0x${code.toString(16).padStart(2, '0')}`
}
