import { describe, expect, test } from 'vitest'
import type { Pickled } from './pickled.ts'
import { unpickle } from './unpickle.ts'

function read(file: Uint8Array, options: { objects?: boolean; maxBytes?: number; start?: number } = {}) {
  const fail = (byte: number, message: string) => new Error(`byte ${byte}: ${message}`)
  const start = options.start ?? 0
  const reading = unpickle<Uint8Array>({
    ...{ start, end: file.length, objects: options.objects ?? true, what: 'bytes', maxBytes: options.maxBytes ?? 100 },
    ...{ keep: (content) => content, keepOldString: (content) => String.fromCharCode(...content), fail },
    refuse: (code) => `refused 0x${code.toString(16)}`,
  })
  let at = start
  let step = reading.next()
  while (!step.done) {
    const { count, what } = step.value
    if (at + count > file.length) throw fail(at, `no ${what}`)
    step = reading.next(file.subarray(at, at + count))
    at += count
  }
  return step.value
}

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const fromBase64 = (text: string) => bytes(atob(text))

// by Python 3.11: pickle.dumps({'a': [1, -2, (True, None)], 'b': b'xy', 'n': 70000}, protocol)
const byPython = {
  'protocol 2':
    'gAJ9cQAoWAEAAABhcQFdcQIoSwFK/v///4hOhnEDZVgBAAAAYnEEY19jb2RlY3MKZW5jb2RlCnEFWAIAAAB4eXEGWAYAAABsYXRpbjFxB4ZxCFJxCVgBAAAAbnEKSnARAQB1Lg==',
  'protocol 3': 'gAN9cQAoWAEAAABhcQFdcQIoSwFK/v///4hOhnEDZVgBAAAAYnEEQwJ4eXEFWAEAAABucQZKcBEBAHUu',
  'protocol 4': 'gASVKgAAAAAAAAB9lCiMAWGUXZQoSwFK/v///4hOhpRljAFilEMCeHmUjAFulEpwEQEAdS4=',
  'protocol 5': 'gAWVKgAAAAAAAAB9lCiMAWGUXZQoSwFK/v///4hOhpRljAFilEMCeHmUjAFulEpwEQEAdS4=',
}
const value: Pickled<Uint8Array> = new Map<string, Pickled<Uint8Array>>([
  ['a', [1, -2, [true, null]]],
  ['b', bytes('xy')],
  ['n', 70000],
])

describe('unpickle', () => {
  test.each(Object.entries(byPython))('reads what Python writes with %s', (_, content) => {
    expect(read(fromBase64(content))).toEqual(value)
  })

  test('a pickle behind something else names bytes of the whole file', () => {
    const file = bytes('header]e.')
    expect(() => read(file, { start: 6 })).toThrow('byte 7: expected a mark on the stack')
  })

  test('calls are written down, never made', () => {
    expect(read(bytes('cos\nsystem\n(U\x02lstR.'))).toEqual({ of: 'os system', args: ['ls'], state: null })
    expect(read(bytes('cos\nthing\n)\x81K\x05b.'))).toEqual({ of: 'os thing', args: [], state: 5 })
    expect(read(bytes('ccollections\nOrderedDict\n)RU\x01aK\x01s.'))).toEqual(new Map([['a', 1]]))
  })

  test.each(['cos\nsystem\n', '\x8c\x02os', 'X\x02\0\0\0os', '}', 'R', 'b', '\x81', '\x93', 's', 'u'])(
    'where no objects are expected, %j is refused at its byte',
    (content) => {
      expect(() => read(bytes(`N${content}.`), { objects: false })).toThrow(
        `byte 1: refused 0x${content.charCodeAt(0).toString(16)}`,
      )
    },
  )

  test.each([
    ['i', /byte 0: refused 0x69/],
    ['P1\n.', /byte 0: refused 0x50/],
    ['(K\x01tK\x02a.', /byte 6: expected a list/], // a tuple never grows
    ['K\x01K\x02K\x03s.', /byte 6: expected a dictionary/],
    ['K\x01K\x02R.', /byte 4: expected a name and arguments/],
    ['}K\x02b.', /byte 3: expected an object/],
    ['B\xff\xff\xff\xff', /byte 0: expected bytes of 0 to 100 bytes but received 4294967295/],
    ['X\xff\xff\xff\xff', /byte 0: expected bytes of 0 to 100 bytes but received 4294967295/],
    [`c${'a'.repeat(300)}\n`, /byte 0: expected a line of at most 256 bytes/],
    [`I${'1'.repeat(16)}\n.`, /byte 0: expected a number but received/],
    ['(.', /byte 1: expected a value on the stack/],
    ['NN.', /byte 2: expected one value at the end but 1 more/],
  ])('rejects %j', (content, message) => {
    expect(() => read(bytes(content))).toThrow(message)
  })

  test('a pickle that is cut anywhere is an error', () => {
    for (const content of Object.values(byPython)) {
      const whole = fromBase64(content)
      for (let length = 0; length < whole.length; length++) {
        expect(() => read(whole.subarray(0, length))).toThrow(/^byte \d+: /)
      }
    }
  })
})
