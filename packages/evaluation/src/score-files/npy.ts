import { scoreFileError } from './score-file-error.ts'

/** What the header of a NumPy array says. */
export interface NpyHeader {
  readonly type: 'float32' | 'float64'
  readonly shape: readonly number[]
  /** Where the values begin. */
  readonly bytesBefore: number
}

const types: Readonly<Record<string, NpyHeader['type']>> = { '<f4': 'float32', '<f8': 'float64' }

/**
 * Reads the header of a `.npy` file (NumPy format 1.0 to 3.0).
 *
 * @param head the beginning of the file
 * @throws EvaluationError `score-file-malformed` for other types than little-endian float32 and float64, and for column-major matrices
 */
export function npyHeader(head: Uint8Array, file: string): NpyHeader {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const wide = head.length > 10 && head[6]! >= 2
  const start = wide ? 12 : 10
  const length = head.length < start ? 0 : wide ? view.getUint32(8, true) : view.getUint16(8, true)
  if (length === 0 || head.length < start + length) {
    throw scoreFileError(file, null, 'a complete NumPy header', `${head.length} bytes`)
  }
  const text = new TextDecoder().decode(head.subarray(start, start + length))
  const descriptor = /'descr':\s*'([^']*)'/.exec(text)?.[1]
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1]
  const type = types[descriptor ?? '']
  if (type === undefined || shape === undefined) {
    throw scoreFileError(file, null, "numbers of type '<f4' or '<f8'", text.trim(), 'convert with array.astype("<f4")')
  }
  const sizes = shape.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number.parseInt(part, 10)]))
  if (/'fortran_order':\s*True/.test(text) && sizes.length > 1) {
    throw scoreFileError(
      file,
      null,
      'a matrix stored row by row',
      'fortran_order True',
      'convert with numpy.ascontiguousarray',
    )
  }
  return { type, shape: sizes, bytesBefore: start + length }
}

/** A whole array, such as embeddings row by row. Values are widened to double precision only if they were. */
export interface NpyArray {
  readonly shape: readonly number[]
  readonly values: Float32Array | Float64Array
}

/**
 * @param bytes the whole file
 * @throws EvaluationError as {@link npyHeader}, and when values are missing
 */
export function readNpy(bytes: Uint8Array, file: string): NpyArray {
  const { type, shape, bytesBefore } = npyHeader(bytes, file)
  const count = shape.reduce((product, size) => product * size, 1)
  const width = type === 'float32' ? 4 : 8
  if (bytes.length < bytesBefore + count * width) {
    throw scoreFileError(file, null, `${count} values`, `${Math.floor((bytes.length - bytesBefore) / width)} values`)
  }
  // a copy is aligned, as typed arrays need it; `slice` of Node's Buffer would be none
  const copy = new Uint8Array(bytes.subarray(bytesBefore, bytesBefore + count * width)).buffer
  return { shape, values: type === 'float32' ? new Float32Array(copy) : new Float64Array(copy) }
}

/** The bytes of a `.npy` file (format 1.0), row by row. */
export function writeNpy({ shape, values }: NpyArray): Uint8Array {
  const descriptor = values instanceof Float32Array ? '<f4' : '<f8'
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const header = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': (${sizes}), }`
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n` // values begin at a multiple of 64
  const bytes = new Uint8Array(10 + padded.length + values.byteLength)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
  new DataView(bytes.buffer).setUint16(8, padded.length, true)
  bytes.set(new TextEncoder().encode(padded), 10)
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + padded.length)
  return bytes
}
