import { describe, expect, test } from 'vitest'
import { writeNpyDictionary } from '../../test/npy-dictionary-writer.ts'
import { readNpyDictionary } from './read-npy-dictionary.ts'

/**
 * NumPy 2.4.6: {'conv.weight': [[0, 0.5], [1, 1.5]], 'conv.bias': [-1.5]} as float32, with `pickle.dump` of protocol 2, as by
 * NumPy before 1.17, and with `numpy.save`, which takes 4.
 */
const byNumpy = {
  'protocol 2':
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqAAmNudW1weS5fY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwEpY251bXB5CmR0eXBlCnEKWAIAAABPOHELiYiHcQxScQ0oSwNYAQAAAHxxDk5OTkr/////Sv////9LP3RxD2KJXXEQfXERKFgLAAAAY29udi53ZWlnaHRxEmgAaAFLAIVxE2gHh3EUUnEVKEsBSwJLAoZxFmgKWAIAAABmNHEXiYiHcRhScRkoSwNYAQAAADxxGk5OTkr/////Sv////9LAHRxG2KJaANYEgAAAAAAAAAAAAA/AADCgD8AAMOAP3EcaAWGcR1ScR50cR9iWAkAAABjb252LmJpYXNxIGgAaAFLAIVxIWgHh3EiUnEjKEsBSwGFcSRoGYloA1gGAAAAAADDgMK/cSVoBYZxJlJxJ3RxKGJ1YXRxKWIu',
  'protocol 4':
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqABJUaAQAAAAAAAIwWbnVtcHkuX2NvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBKWgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlH2UKIwLY29udi53ZWlnaHSUaAJoBUsAhZRoB4eUUpQoSwFLAksChpRoC4wCZjSUiYiHlFKUKEsDjAE8lE5OTkr/////Sv////9LAHSUYolDEAAAAAAAAAA/AACAPwAAwD+UdJRijAljb252LmJpYXOUaAJoBUsAhZRoB4eUUpQoSwFLAYWUaBqJQwQAAMC/lHSUYnVhdJRiLg==',
}
const arrays = new Map([
  ['conv.weight', { shape: [2, 2], values: Float32Array.of(0, 0.5, 1, 1.5) }],
  ['conv.bias', { shape: [1], values: Float32Array.of(-1.5) }],
])

describe('readNpyDictionary', () => {
  test.each(Object.entries(byNumpy))('reads what NumPy wrote with %s', (_, base64) => {
    expect(readNpyDictionary(Buffer.from(base64, 'base64'))).toEqual(arrays)
  })

  test('reads protocol 3, as NumPy wrote from 1.17 on', () => {
    expect(readNpyDictionary(writeNpyDictionary(arrays))).toEqual(arrays)
  })

  test('says what a file is instead', () => {
    const file = Buffer.from(byNumpy['protocol 4'], 'base64')
    expect(() => readNpyDictionary(new Uint8Array(20))).toThrow('it is no .npy file')
    for (let length = 6; length < file.length; length += 7) {
      expect(() => readNpyDictionary(file.subarray(0, length))).toThrow()
    }
    const wide = Buffer.from(file)
    wide[wide.indexOf('f4') + 1] = 0x38
    expect(() => readNpyDictionary(wide)).toThrow(/not little-endian float32/)
    const longer = new Map([['a', { shape: [3], values: new Float32Array(2) }]])
    expect(() => readNpyDictionary(writeNpyDictionary(longer))).toThrow(/content does not fit its shape 3/)
  })
})
