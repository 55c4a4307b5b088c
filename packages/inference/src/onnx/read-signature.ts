import { InferenceError } from '../error.ts'
import type { TensorInfo } from '../runtime/tensor.ts'
import { fields, part, text } from './protobuf-reader.ts'

/** Inputs and outputs that an ONNX file declares. */
export interface OnnxSignature {
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
}

/**
 * Reads the inputs and outputs from the bytes of an ONNX file without loading the model.
 *
 * @throws InferenceError `not-onnx` when the bytes are no ONNX model
 */
export function readOnnxSignature(bytes: Uint8Array): OnnxSignature {
  let graph: Uint8Array | undefined
  try {
    for (const { number, value } of fields(bytes)) if (number === 7 && value instanceof Uint8Array) graph = value
    if (graph === undefined) throw new Error('it holds no graph')
    const inputs: TensorInfo[] = []
    const outputs: TensorInfo[] = []
    const constants = new Set<string>()
    for (const { number, value } of fields(graph)) {
      if (!(value instanceof Uint8Array)) continue
      if (number === 5) constants.add(text(value, 8))
      if (number === 11) inputs.push(valueInfo(value))
      if (number === 12) outputs.push(valueInfo(value))
    }
    if (outputs.length === 0) throw new Error('its graph has no output')
    // files of the first versions list their constants among the inputs
    return { inputs: inputs.filter(({ name }) => !constants.has(name)), outputs }
  } catch (cause) {
    throw new InferenceError({
      code: 'not-onnx',
      message: `Expected an ONNX model but ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    })
  }
}

/** TensorProto.DataType of the ONNX specification; other numbers are shown as they are. */
const elementNames: Readonly<Record<number, string>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  6: 'int32',
  7: 'int64',
  10: 'float16',
  11: 'float64',
}

function valueInfo(message: Uint8Array): TensorInfo {
  const tensor = part(part(message, 2) ?? new Uint8Array(), 1) ?? new Uint8Array()
  let type = 'unknown'
  const shape: (number | string)[] = []
  for (const { number, value } of fields(tensor)) {
    if (number === 1 && typeof value === 'bigint') type = elementNames[Number(value)] ?? `type ${value}`
    if (number !== 2 || !(value instanceof Uint8Array)) continue
    for (const dim of fields(value)) {
      if (dim.number !== 1 || !(dim.value instanceof Uint8Array)) continue
      const [first] = [...fields(dim.value)]
      if (first === undefined) shape.push('?')
      else if (typeof first.value === 'bigint') shape.push(Number(first.value))
      else shape.push(new TextDecoder().decode(first.value))
    }
  }
  return { name: text(message, 1), type, shape }
}
