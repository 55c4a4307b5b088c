import type { Pickled as PickledOf } from '@maskmirror/core'
import { readPickle } from './read-pickle.ts'

type Pickled = PickledOf<Uint8Array>

/** An array of float32 numbers, row-major. */
export interface NpyArray {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/**
 * Reads a dictionary of arrays that `numpy.save` wrote, which pickles it: names to float32 arrays.
 *
 * @throws Error when the file is something else
 */
export function readNpyDictionary(file: Uint8Array): Map<string, NpyArray> {
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
  if (!magic.every((byte, i) => file[i] === byte)) throw new Error('it is no .npy file')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const long = file[6]! > 1
  const headerLength = long ? view.getUint32(8, true) : view.getUint16(8, true)
  // an array of no dimension that holds one object
  const [dictionary] = listOf(stateOf(readPickle(file, (long ? 12 : 10) + headerLength)).at(-1))
  if (!(dictionary instanceof Map)) throw new Error('it holds no dictionary')
  return new Map([...dictionary].map(([name, value]) => [String(name), arrayOf(value)]))
}

/** What NumPy keeps of an array: version, shape, type, whether columns come first, content. */
function stateOf(value: Pickled): readonly Pickled[] {
  if (value === null || typeof value !== 'object' || !('of' in value)) throw new Error('it holds no array')
  if (!value.of.endsWith('multiarray _reconstruct')) throw new Error(`it holds ${value.of}`)
  return listOf(value.state)
}

function arrayOf(value: Pickled): NpyArray {
  const [, shape, type, columnsFirst, content] = stateOf(value)
  const isFloat = type instanceof Object && 'of' in type && type.of === 'numpy dtype' && type.args[0] === 'f4'
  if (!isFloat || listOf(type.state)[1] === '>') throw new Error('it holds numbers that are not little-endian float32')
  if (columnsFirst !== false) throw new Error('it holds an array by columns')
  const dims = listOf(shape).map(Number)
  const bytes = typeof content === 'string' ? Uint8Array.from(content, (char) => char.charCodeAt(0)) : content
  if (!(bytes instanceof Uint8Array) || bytes.length !== dims.reduce((a, b) => a * b, 4)) {
    throw new Error(`it holds an array whose content does not fit its shape ${dims.join('×')}`)
  }
  return { shape: dims, values: new Float32Array(Uint8Array.from(bytes).buffer) }
}

function listOf(value: Pickled | undefined): readonly Pickled[] {
  if (!Array.isArray(value)) throw new Error('it holds no array')
  return value
}
