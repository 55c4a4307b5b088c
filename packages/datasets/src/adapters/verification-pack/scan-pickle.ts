import { createHash } from 'node:crypto'
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

/** What the value of a pickle that asks for no code can be here. */
export type PickledValue = PickledBytes | boolean | number | null | PickledSequence

export interface PickledSequence {
  readonly kind: 'list' | 'tuple'
  readonly items: PickledValue[]
}

/** What marks the beginning of a sequence on the stack. */
const mark = Symbol('mark')

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
 * Reads a pickle (Python's `pickletools`, protocols 1 to 5) of bytes, numbers, booleans, lists and tuples. Nothing is imported, called or
 * built, whatever the file asks for: an instruction outside of those that make such values is an error. Bytes stay on disk; they are
 * hashed as they pass.
 *
 * @throws DatasetError `bad-pack`, naming the byte of the instruction, or the signal's reason
 */
export async function scanPickle(cursor: FileCursor, signal?: AbortSignal): Promise<PickledValue> {
  const stack: (PickledValue | typeof mark)[] = []
  const memo = new Map<number, PickledValue>()
  for (;;) {
    signal?.throwIfAborted()
    const at = cursor.offset
    const code = (await cursor.take(1, 'an instruction'))[0]!
    const fail = (message: string) => badPack(cursor.file, at, message)
    const pop = (): PickledValue => {
      const value = stack.pop()
      if (value === undefined || value === mark) throw fail('expected a value on the stack but there is none')
      return value
    }
    const popToMark = (): PickledValue[] => {
      const from = stack.lastIndexOf(mark)
      if (from === -1) throw fail('expected a mark on the stack but there is none')
      const items = stack.splice(from) as PickledValue[]
      return items.slice(1)
    }
    const topList = (): PickledValue[] => {
      const top = stack.at(-1)
      if (top == null || typeof top !== 'object' || top.kind !== 'list') throw fail('expected a list on the stack')
      return top.items
    }
    const number = async (bytes: number) => {
      const read = await cursor.take(bytes, 'a number')
      return bytes === 8 ? Number(read.readBigUInt64LE()) : read.readUIntLE(0, bytes)
    }
    const line = async () => {
      let text = ''
      for (;;) {
        const byte = (await cursor.take(1, 'a line'))[0]!
        if (byte === 0x0a) return text
        if (text.length === 20) throw fail('expected a number of at most 20 digits')
        text += String.fromCharCode(byte)
      }
    }
    const lineNumber = async () => {
      const text = await line()
      if (!/^-?\d{1,15}$/.test(text)) throw fail(`expected a number but received ${JSON.stringify(text)}`)
      return Number(text)
    }
    const bytes = async (length: number): Promise<PickledBytes> => {
      if (length < 0 || length > maxPhotoBytes) {
        throw fail(`expected a picture of 0 to ${maxPhotoBytes} bytes but received ${length}`)
      }
      const offset = cursor.offset
      const content = await cursor.take(length, 'a picture')
      const sha256 = createHash('sha256').update(content).digest('hex')
      return { kind: 'bytes', offset, length, sha256, ending: pictureEnding(content) }
    }
    const remember = (key: number) => {
      const top = stack.at(-1)
      if (top === undefined || top === mark) throw fail('expected a value to remember but there is none')
      memo.set(key, top)
    }
    const recall = (key: number) => {
      const value = memo.get(key)
      if (value === undefined) throw fail(`expected a remembered value but there is none with the number ${key}`)
      stack.push(value)
    }
    switch (code) {
      case 0x80: {
        const version = await number(1)
        if (version > 5) throw fail(`expected a pickle of protocol 1 to 5 but received ${version}`)
        break
      }
      case 0x95: {
        const length = await number(8) // FRAME: a hint for readers, whose end means nothing
        if (length > cursor.size - cursor.offset)
          throw fail(`expected a frame of ${length} bytes but the file ends before`)
        break
      }
      case 0x28: // MARK
        stack.push(mark)
        break
      case 0x5d: // EMPTY_LIST
        stack.push({ kind: 'list', items: [] })
        break
      case 0x6c: // LIST
        stack.push({ kind: 'list', items: popToMark() })
        break
      case 0x29: // EMPTY_TUPLE
        stack.push({ kind: 'tuple', items: [] })
        break
      case 0x74: // TUPLE
        stack.push({ kind: 'tuple', items: popToMark() })
        break
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: {
        const items = Array.from({ length: code - 0x84 }, pop).reverse() // TUPLE3
        stack.push({ kind: 'tuple', items })
        break
      }
      case 0x61: {
        const value = pop() // APPEND
        topList().push(value)
        break
      }
      case 0x65: {
        const items = popToMark() // APPENDS
        const list = topList()
        for (const item of items) list.push(item)
        break
      }
      case 0x43: // SHORT_BINBYTES
      case 0x55: // SHORT_BINSTRING, bytes in Python 2
        stack.push(await bytes(await number(1)))
        break
      case 0x42: // BINBYTES
        stack.push(await bytes(await number(4)))
        break
      case 0x54: // BINSTRING, bytes in Python 2
        stack.push(await bytes((await number(4)) | 0))
        break
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        stack.push(await bytes(await number(8)))
        break
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        stack.push(code === 0x88)
        break
      case 0x4e: // NONE
        stack.push(null)
        break
      case 0x4b: // BININT1
        stack.push(await number(1))
        break
      case 0x4d: // BININT2
        stack.push(await number(2))
        break
      case 0x4a: // BININT
        stack.push((await number(4)) | 0)
        break
      case 0x49: {
        const text = await line() // INT; 00 and 01 are booleans of protocol 1
        if (text !== '00' && text !== '01' && !/^-?\d{1,15}$/.test(text))
          throw fail(`expected a number but received ${JSON.stringify(text)}`)
        stack.push(text === '00' ? false : text === '01' ? true : Number(text))
        break
      }
      case 0x94: // MEMOIZE
        remember(memo.size)
        break
      case 0x71: // BINPUT
        remember(await number(1))
        break
      case 0x72: // LONG_BINPUT
        remember(await number(4))
        break
      case 0x70: // PUT
        remember(await lineNumber())
        break
      case 0x68: // BINGET
        recall(await number(1))
        break
      case 0x6a: // LONG_BINGET
        recall(await number(4))
        break
      case 0x67: // GET
        recall(await lineNumber())
        break
      case 0x2e: {
        const value = pop() // STOP
        if (stack.length > 0) throw fail(`expected one value at the end but ${stack.length} more are left`)
        return value
      }
      default:
        throw fail(refusal(code))
    }
  }
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
