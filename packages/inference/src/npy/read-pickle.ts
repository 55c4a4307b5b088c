import { type Pickled, unpickle } from '@maskmirror/core'

/**
 * Reads the values of a Python pickle as far as NumPy's arrays in dictionaries need them. Classes and functions are names.
 *
 * @param file the pickle begins at `start`
 * @throws Error for an instruction that is not known, or when the bytes end too early
 */
export function readPickle(file: Uint8Array, start: number): Pickled<Uint8Array> {
  const fail = (byte: number, message: string) => new Error(`its byte ${byte} is wrong: ${message}`)
  const reading = unpickle<Uint8Array>({
    ...{ start, end: file.length, objects: true, what: 'bytes', maxBytes: file.length, fail },
    keep: (content) => content,
    keepOldString: latin,
    refuse: (code) => `expected an instruction for arrays but received 0x${code.toString(16).padStart(2, '0')}`,
  })
  let offset = start
  let step = reading.next()
  while (!step.done) {
    const { count, what } = step.value
    const end = offset + count
    if (end > file.length) throw fail(offset, `expected ${count} bytes of ${what} but the file ends`)
    step = reading.next(file.subarray(offset, end))
    offset = end
  }
  return step.value
}

/** Texts of Python 2 are bytes; those of NumPy's pickles are ASCII, or the numbers of an array. */
function latin(bytes: Uint8Array): string {
  let read = ''
  for (const byte of bytes) read += String.fromCharCode(byte)
  return read
}
