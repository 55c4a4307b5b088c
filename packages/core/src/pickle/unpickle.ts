import { createPickleStack } from './pickle-stack.ts'
import type { Pickled, PickledObject, PickleNeed, PickleRules } from './pickled.ts'

/** A step that asks for bytes, is resumed with them and ends with a result. */
type Reading<Result> = Generator<PickleNeed, Result, Uint8Array>

/** Longer than any number or name that a line of a pickle holds. Our choice. */
const maxLineBytes = 256

/**
 * Reads a pickle (Python's `pickletools`, protocols 1 to 5). Nothing is imported, called or built, whatever the file asks for: calls
 * are written down, or are an error. The caller hands over the bytes that each step asks for, from memory or from a disk.
 *
 * @throws the error of the rules, naming the byte of the instruction
 */
export function* unpickle<Bytes extends object>(rules: PickleRules<Bytes>): Reading<Pickled<Bytes>> {
  const { end, objects, keep, keepOldString, what, maxBytes, refuse } = rules
  let offset = rules.start
  let at = offset
  const fail = (message: string) => rules.fail(at, message)
  const stack = createPickleStack<Pickled<Bytes>>(fail)
  const lists = new WeakSet<object>()
  const calls = new WeakSet<object>()

  function* take(count: number, needed: string): Reading<Uint8Array> {
    const bytes = yield { count, what: needed }
    offset += count
    return bytes
  }
  function* number(width: 1 | 2 | 4 | 8): Reading<number> {
    const bytes = yield* take(width, 'a number')
    return bytes.reduceRight((high, byte) => high * 256 + byte, 0)
  }
  function* line(): Reading<string> {
    const bytes: number[] = []
    for (;;) {
      const [byte] = yield* take(1, 'a line')
      if (byte === 0x0a) return decodeText(Uint8Array.from(bytes))
      if (bytes.push(byte!) > maxLineBytes) throw fail(`expected a line of at most ${maxLineBytes} bytes`)
    }
  }
  const numberIn = (text: string) => {
    if (!/^-?\d{1,15}$/.test(text)) throw fail(`expected a number but received ${JSON.stringify(text)}`)
    return Number(text)
  }
  function* content(length: number): Reading<[Uint8Array, number]> {
    if (length < 0 || length > maxBytes) {
      throw fail(`expected ${what} of 0 to ${maxBytes} bytes but received ${length}`)
    }
    const from = offset
    return [yield* take(length, what), from]
  }
  function* text(length: number): Reading<string> {
    const [bytes] = yield* content(length)
    return decodeText(bytes)
  }
  const newList = (items: Pickled<Bytes>[]) => {
    lists.add(items)
    return items
  }
  const append = (items: readonly Pickled<Bytes>[]) => {
    const list = stack.top()
    if (!Array.isArray(list) || !lists.has(list)) throw fail('expected a list on the stack')
    for (const item of items) list.push(item)
  }
  const setItems = (pairs: readonly Pickled<Bytes>[]) => {
    const dictionary = stack.top()
    if (!(dictionary instanceof Map)) throw fail('expected a dictionary on the stack')
    for (let i = 0; i + 1 < pairs.length; i += 2) dictionary.set(pairs[i]!, pairs[i + 1]!)
  }
  const call = () => {
    const args = stack.pop()
    const of = stack.pop()
    if (typeof of !== 'string' || !Array.isArray(args)) throw fail('expected a name and arguments on the stack')
    if (of === 'collections OrderedDict') return new Map()
    // how Python 3 writes bytes for Python 2
    if (of === '_codecs encode') {
      return keep(
        Uint8Array.from(String(args[0]), (char) => char.charCodeAt(0)),
        at,
      )
    }
    const object: PickledObject<Bytes> = { of, args, state: null }
    calls.add(object)
    return object
  }
  const build = () => {
    const state = stack.pop()
    const object = stack.top()
    if (object === null || typeof object !== 'object' || !calls.has(object))
      throw fail('expected an object on the stack')
    ;(object as PickledObject<Bytes>).state = state
  }

  for (;;) {
    at = offset
    const code = (yield* take(1, 'an instruction'))[0]!
    if (!objects && objectInstructions.has(code)) throw fail(refuse(code))
    switch (code) {
      case 0x80: {
        const version = yield* number(1) // PROTO
        if (version > 5) throw fail(`expected a pickle of protocol 1 to 5 but received ${version}`)
        break
      }
      case 0x95: {
        const length = yield* number(8) // FRAME: a hint for readers, whose end means nothing
        if (length > end - offset) throw fail(`expected a frame of ${length} bytes but the file ends before`)
        break
      }
      case 0x28: // MARK
        stack.mark()
        break
      case 0x5d: // EMPTY_LIST
        stack.push(newList([]))
        break
      case 0x6c: // LIST
        stack.push(newList(stack.popToMark()))
        break
      case 0x29: // EMPTY_TUPLE
        stack.push([])
        break
      case 0x74: // TUPLE
        stack.push(stack.popToMark())
        break
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        stack.push(Array.from({ length: code - 0x84 }, stack.pop).reverse())
        break
      case 0x61: // APPEND
        append([stack.pop()])
        break
      case 0x65: // APPENDS
        append(stack.popToMark())
        break
      case 0x43: // SHORT_BINBYTES
        stack.push(keep(...(yield* content(yield* number(1)))))
        break
      case 0x42: // BINBYTES
        stack.push(keep(...(yield* content(yield* number(4)))))
        break
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        stack.push(keep(...(yield* content(yield* number(8)))))
        break
      case 0x55: // SHORT_BINSTRING
        stack.push(keepOldString(...(yield* content(yield* number(1)))))
        break
      case 0x54: // BINSTRING
        stack.push(keepOldString(...(yield* content((yield* number(4)) | 0))))
        break
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        stack.push(code === 0x88)
        break
      case 0x4e: // NONE
        stack.push(null)
        break
      case 0x4b: // BININT1
        stack.push(yield* number(1))
        break
      case 0x4d: // BININT2
        stack.push(yield* number(2))
        break
      case 0x4a: // BININT
        stack.push((yield* number(4)) | 0)
        break
      case 0x49: {
        const digits = yield* line() // INT; 00 and 01 are booleans of protocol 1
        stack.push(digits === '00' ? false : digits === '01' ? true : numberIn(digits))
        break
      }
      case 0x94: // MEMOIZE
        stack.remember()
        break
      case 0x71: // BINPUT
        stack.remember(yield* number(1))
        break
      case 0x72: // LONG_BINPUT
        stack.remember(yield* number(4))
        break
      case 0x70: // PUT
        stack.remember(numberIn(yield* line()))
        break
      case 0x68: // BINGET
        stack.push(stack.recall(yield* number(1)))
        break
      case 0x6a: // LONG_BINGET
        stack.push(stack.recall(yield* number(4)))
        break
      case 0x67: // GET
        stack.push(stack.recall(numberIn(yield* line())))
        break
      case 0x8c: // SHORT_BINUNICODE
        stack.push(yield* text(yield* number(1)))
        break
      case 0x58: // BINUNICODE
        stack.push(yield* text(yield* number(4)))
        break
      case 0x63: // GLOBAL
        stack.push(`${yield* line()} ${yield* line()}`)
        break
      case 0x93: {
        const name = stack.pop() // STACK_GLOBAL
        stack.push(`${stack.pop()} ${name}`)
        break
      }
      case 0x7d: // EMPTY_DICT
        stack.push(new Map())
        break
      case 0x73: {
        const value = stack.pop() // SETITEM
        setItems([stack.pop(), value])
        break
      }
      case 0x75: // SETITEMS
        setItems(stack.popToMark())
        break
      case 0x52: // REDUCE
      case 0x81: // NEWOBJ
        stack.push(call())
        break
      case 0x62: // BUILD
        build()
        break
      case 0x2e: {
        const value = stack.pop() // STOP
        if (stack.size > 0) throw fail(`expected one value at the end but ${stack.size} more are left`)
        return value
      }
      default:
        throw fail(refuse(code))
    }
  }
}

/** SHORT_BINUNICODE, BINUNICODE, GLOBAL, STACK_GLOBAL, EMPTY_DICT, SETITEM, SETITEMS, REDUCE, NEWOBJ and BUILD. */
const objectInstructions = new Set([0x8c, 0x58, 0x63, 0x93, 0x7d, 0x73, 0x75, 0x52, 0x81, 0x62])

function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
