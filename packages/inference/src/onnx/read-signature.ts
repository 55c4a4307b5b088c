import { InferenceError } from '../error.ts'
import type { TensorInfo } from '../runtime/tensor.ts'

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

interface Field {
  readonly number: number
  readonly value: bigint | Uint8Array
}

/** The fields of a protocol buffer message in their order; fixed-width fields come as their bytes. */
function* fields(message: Uint8Array): Generator<Field> {
  let at = 0
  const varint = () => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (at >= message.length) throw new Error('the file ends inside a number')
      const byte = message[at++]!
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return value
    }
    throw new Error('a number is too long')
  }
  const take = (length: number) => {
    if (at + length > message.length) throw new Error('the file ends inside a field')
    at += length
    return message.subarray(at - length, at)
  }
  while (at < message.length) {
    const tag = Number(varint())
    const number = tag >>> 3
    const wire = tag & 7
    if (number === 0) throw new Error('it is no protocol buffer')
    if (wire === 0) yield { number, value: varint() }
    else if (wire === 1) yield { number, value: take(8) }
    else if (wire === 2) yield { number, value: take(Number(varint())) }
    else if (wire === 5) yield { number, value: take(4) }
    else throw new Error('it is no protocol buffer')
  }
}

function part(message: Uint8Array, wanted: number): Uint8Array | undefined {
  for (const { number, value } of fields(message)) if (number === wanted && value instanceof Uint8Array) return value
  return undefined
}

function text(message: Uint8Array, wanted: number): string {
  return new TextDecoder().decode(part(message, wanted) ?? new Uint8Array())
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
