import { InferenceError } from '../error.ts'
import type { OnnxAttribute, OnnxConstant, OnnxGraph, OnnxNode, OnnxValue } from './encode-onnx.ts'
import { fields, part, text } from './protobuf-reader.ts'
import { wholeNumbers } from './read-numbers.ts'
import { readOnnxSignature } from './read-signature.ts'

/**
 * The graph of an ONNX file, as `encodeOnnx` takes it: what a program needs to run a small network itself.
 *
 * @throws InferenceError `not-onnx` when the bytes are no ONNX model, or hold what `encodeOnnx` does not write, such as
 *   half precision or subgraphs
 */
export function decodeOnnx(bytes: Uint8Array): OnnxGraph {
  const signature = readOnnxSignature(bytes)
  try {
    const graph = part(bytes, 7)!
    const nodes: OnnxNode[] = []
    const constants: OnnxConstant[] = []
    for (const { number, value } of fields(graph)) {
      if (!(value instanceof Uint8Array)) continue
      if (number === 1) nodes.push(readNode(value))
      if (number === 5) constants.push(readConstant(value))
    }
    const [inputs, outputs] = [signature.inputs, signature.outputs].map((values) =>
      values.map(({ name, shape }) => ({ name, shape })),
    ) as [OnnxValue[], OnnxValue[]]
    return { name: text(graph, 2), inputs, outputs, nodes, constants }
  } catch (cause) {
    if (cause instanceof InferenceError) throw cause
    throw notReadable(cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function notReadable(why: string, cause?: unknown): InferenceError {
  return new InferenceError({ code: 'not-onnx', message: `Expected an ONNX graph of float32 layers but ${why}`, cause })
}

function readNode(message: Uint8Array): OnnxNode {
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes: Record<string, OnnxAttribute> = {}
  for (const { number, value } of fields(message)) {
    if (!(value instanceof Uint8Array)) continue
    if (number === 1) inputs.push(new TextDecoder().decode(value))
    if (number === 2) outputs.push(new TextDecoder().decode(value))
    if (number === 5) attributes[text(value, 1)] = readAttribute(value)
  }
  return { type: text(message, 4), inputs, outputs, attributes }
}

function readAttribute(message: Uint8Array): OnnxAttribute {
  const integers: number[] = []
  for (const { number, value } of fields(message)) {
    if (number === 2 && value instanceof Uint8Array) return { float: viewOf(value).getFloat32(0, true) }
    if (number === 3 && typeof value === 'bigint') return Number(BigInt.asIntN(64, value))
    if (number === 4 && value instanceof Uint8Array) return new TextDecoder().decode(value)
    if (number === 8) integers.push(...wholeNumbers(value))
    if (number === 6 || number === 7 || number === 9) throw notReadable(`its attribute ${text(message, 1)} is no list`)
  }
  return integers
}

function readConstant(message: Uint8Array): OnnxConstant {
  const name = text(message, 8)
  const dims: number[] = []
  let type = 0
  for (const { number, value } of fields(message)) {
    if (number === 1) dims.push(...wholeNumbers(value))
    if (number === 2) type = Number(value)
  }
  const raw = part(message, 9) ?? new Uint8Array()
  const count = dims.reduce((product, dim) => product * dim, 1)
  const view = viewOf(raw)
  if (type === 1 && raw.length === 4 * count) {
    return {
      name,
      dims,
      values: { float32: Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * 4, true)) },
    }
  }
  if (type === 7 && raw.length === 8 * count) {
    return {
      name,
      dims,
      values: { int64: Array.from({ length: count }, (_, i) => Number(view.getBigInt64(i * 8, true))) },
    }
  }
  throw notReadable(`its constant ${name} of data type ${type} has ${raw.length} raw bytes for ${count} values`)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
