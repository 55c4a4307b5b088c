/** A call that a pickle asks for; nothing is called here, it is only written down. */
export interface PickledObject {
  /** Module and name, such as `numpy dtype`. */
  readonly of: string
  readonly args: readonly Pickled[]
  /** What the object is told after it was made. */
  state: Pickled
}

export type Pickled =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickledObject
  | readonly Pickled[]
  | Map<Pickled, Pickled>

/** Stands for a place on the stack, not for a value. */
const mark = Symbol('mark')

/**
 * Reads the values of a Python pickle, protocols 2 to 4, as far as NumPy's arrays in dictionaries need them (the operations
 * are those of Python's pickletools). Classes and functions are names, no code of the file runs.
 *
 * @throws Error for an operation that is not known, or when the bytes end too early
 */
export function readPickle(bytes: Uint8Array): Pickled {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stack: (Pickled | typeof mark)[] = []
  const memo: Pickled[] = []
  let at = 0

  const take = (length: number) => {
    if (at + length > bytes.length) throw new Error('the pickle ends too early')
    at += length
    return bytes.subarray(at - length, at)
  }
  const number = (width: 1 | 2 | 4 | 8) => {
    const from = at
    take(width)
    if (width === 1) return view.getUint8(from)
    if (width === 2) return view.getUint16(from, true)
    return width === 4 ? view.getUint32(from, true) : Number(view.getBigUint64(from, true))
  }
  const text = (length: number) => new TextDecoder().decode(take(length))
  const line = () => {
    const end = bytes.indexOf(10, at)
    if (end === -1) throw new Error('the pickle ends too early')
    const read = text(end - at)
    at = end + 1
    return read
  }
  const pop = (): Pickled => {
    const value = stack.pop()
    if (value === undefined || value === mark) throw new Error('the pickle takes what is not there')
    return value
  }
  const toMark = (): Pickled[] => {
    const from = stack.lastIndexOf(mark)
    if (from === -1) throw new Error('the pickle takes what is not there')
    return stack.splice(from).slice(1) as Pickled[]
  }
  const last = () => {
    const value = pop()
    stack.push(value)
    return value
  }
  const setItems = (pairs: readonly Pickled[]) => {
    const target = last()
    if (!(target instanceof Map)) throw new Error('the pickle fills what is no dictionary')
    for (let i = 0; i + 1 < pairs.length; i += 2) target.set(pairs[i]!, pairs[i + 1]!)
  }
  const append = (items: readonly Pickled[]) => {
    const target = last()
    if (!Array.isArray(target)) throw new Error('the pickle fills what is no list')
    target.push(...items)
  }
  const call = () => {
    const args = pop()
    const called = pop()
    if (typeof called !== 'string' || !Array.isArray(args)) throw new Error('the pickle calls what is no name')
    if (called === 'collections OrderedDict') stack.push(new Map())
    // how Python 3 writes bytes for Python 2
    else if (called === '_codecs encode') stack.push(Uint8Array.from(String(args[0]), (char) => char.charCodeAt(0)))
    else stack.push({ of: called, args, state: null })
  }

  for (;;) {
    const operation = number(1)
    switch (operation) {
      case 0x80: // PROTO
        take(1)
        break
      case 0x95: // FRAME
        take(8)
        break
      case 0x28: // MARK
        stack.push(mark)
        break
      case 0x63: // GLOBAL
        stack.push(`${line()} ${line()}`)
        break
      case 0x93: {
        // STACK_GLOBAL
        const name = pop()
        stack.push(`${pop()} ${name}`)
        break
      }
      case 0x58: // BINUNICODE
        stack.push(text(number(4)))
        break
      case 0x8c: // SHORT_BINUNICODE
      case 0x55: // SHORT_BINSTRING
        stack.push(operation === 0x8c ? text(number(1)) : latin(take(number(1))))
        break
      case 0x54: // BINSTRING
        stack.push(latin(take(number(4))))
        break
      case 0x42: // BINBYTES
        stack.push(take(number(4)))
        break
      case 0x43: // SHORT_BINBYTES
        stack.push(take(number(1)))
        break
      case 0x8e: // BINBYTES8
        stack.push(take(number(8)))
        break
      case 0x4a: // BININT
        stack.push(number(4) | 0)
        break
      case 0x4b: // BININT1
        stack.push(number(1))
        break
      case 0x4d: // BININT2
        stack.push(number(2))
        break
      case 0x4e: // NONE
        stack.push(null)
        break
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        stack.push(operation === 0x88)
        break
      case 0x29: // EMPTY_TUPLE
      case 0x5d: // EMPTY_LIST
        stack.push([])
        break
      case 0x7d: // EMPTY_DICT
        stack.push(new Map())
        break
      case 0x85: // TUPLE1, TUPLE2, TUPLE3
      case 0x86:
      case 0x87: {
        const items = Array.from({ length: operation - 0x84 }, pop)
        stack.push(items.reverse())
        break
      }
      case 0x74: // TUPLE
        stack.push(toMark())
        break
      case 0x61: // APPEND
        append([pop()])
        break
      case 0x65: // APPENDS
        append(toMark())
        break
      case 0x73: {
        // SETITEM
        const value = pop()
        setItems([pop(), value])
        break
      }
      case 0x75: // SETITEMS
        setItems(toMark())
        break
      case 0x71: // BINPUT
        memo[number(1)] = last()
        break
      case 0x72: // LONG_BINPUT
        memo[number(4)] = last()
        break
      case 0x94: // MEMOIZE
        memo.push(last())
        break
      case 0x68: // BINGET
      case 0x6a: {
        // LONG_BINGET
        const known = memo[number(operation === 0x68 ? 1 : 4)]
        if (known === undefined) throw new Error('the pickle recalls what it never kept')
        stack.push(known)
        break
      }
      case 0x52: // REDUCE
      case 0x81: // NEWOBJ
        call()
        break
      case 0x62: {
        // BUILD
        const state = pop()
        const built = last()
        if (built === null || typeof built !== 'object' || !('of' in built))
          throw new Error('the pickle builds no object')
        built.state = state
        break
      }
      case 0x2e: // STOP
        return pop()
      default:
        throw new Error(`the pickle has the operation 0x${operation.toString(16)}`)
    }
  }
}

/** Texts of Python 2 are bytes; those of NumPy's pickles are ASCII, or the numbers of an array. */
function latin(bytes: Uint8Array): string {
  let read = ''
  for (const byte of bytes) read += String.fromCharCode(byte)
  return read
}
