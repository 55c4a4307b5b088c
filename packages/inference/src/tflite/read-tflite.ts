import { InferenceError } from '../error.ts'
import { type FlatTable, readFlatbuffer } from './flatbuffer.ts'

/** Element types of the TensorFlow Lite schema that the converter meets. */
export type TfliteType = 'float32' | 'float16' | 'int32' | 'other'

export interface TfliteTensor {
  readonly name: string
  readonly type: TfliteType
  /** Row-major; pictures are [batch, height, width, channels]. */
  readonly shape: readonly number[]
  /** The constant's bytes, little endian; empty for a tensor that is computed. */
  readonly bytes: Uint8Array
}

export interface TfliteOperator {
  /** Number in the schema's BuiltinOperator. */
  readonly code: number
  /** Indices of tensors; −1 for an input that is left out. */
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly options: FlatTable | null
}

export interface TfliteGraph {
  readonly tensors: readonly TfliteTensor[]
  readonly operators: readonly TfliteOperator[]
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
}

/**
 * Reads the only graph of a TensorFlow Lite file (field numbers of its schema, version 3).
 *
 * @throws InferenceError `not-tflite`
 */
export function readTflite(file: Uint8Array): TfliteGraph {
  try {
    if (new TextDecoder().decode(file.subarray(4, 8)) !== 'TFL3') throw new Error('its identifier is not TFL3')
    const model = readFlatbuffer(file)
    const graphs = model.tables(2)
    const [graph] = graphs
    if (graph === undefined || graphs.length > 1) throw new Error(`it holds ${graphs.length} graphs`)
    const buffers = model.tables(4)
    const codes = model.tables(1).map((code) => Math.max(code.int8(0, 0), code.int32(3, 0)))
    return {
      tensors: graph.tables(0).map((tensor) => ({
        name: tensor.text(3),
        type: typeOf(tensor.int8(1, 0)),
        shape: tensor.int32s(0),
        bytes: buffers[tensor.int32(2, 0)]?.bytes(0) ?? new Uint8Array(),
      })),
      operators: graph.tables(3).map((operator) => ({
        code: codes[operator.int32(0, 0)] ?? -1,
        inputs: operator.int32s(1),
        outputs: operator.int32s(2),
        options: operator.table(4),
      })),
      inputs: graph.int32s(1),
      outputs: graph.int32s(2),
    }
  } catch (cause) {
    throw new InferenceError({
      code: 'not-tflite',
      message: `Expected a TensorFlow Lite model but ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    })
  }
}

function typeOf(number: number): TfliteType {
  return number === 0 ? 'float32' : number === 1 ? 'float16' : number === 2 ? 'int32' : 'other'
}
