import { InferenceError } from '../error.ts'
import type { ModelAttribute, ModelConstant, ModelNode, OnnxModel } from './onnx-model.ts'
import { fields, part, text } from './protobuf-reader.ts'
import { wholeNumbers } from './read-numbers.ts'
import { readOnnxSignature } from './read-signature.ts'
import { readModelConstant } from './read-tensor.ts'

/**
 * Reads any ONNX file; unlike `decodeOnnx` it does not mind what it cannot say.
 *
 * @throws InferenceError `not-onnx`
 */
export function readOnnxModel(bytes: Uint8Array): OnnxModel {
  const { inputs, outputs } = readOnnxSignature(bytes)
  try {
    const nodes: ModelNode[] = []
    const constants = new Map<string, ModelConstant>()
    for (const { number, value } of fields(part(bytes, 7)!)) {
      if (!(value instanceof Uint8Array)) continue
      if (number === 1) nodes.push(readModelNode(value))
      if (number === 5) constants.set(text(value, 8), readModelConstant(value))
    }
    for (const { type, outputs: names, attributes } of nodes) {
      const { value } = attributes
      if (type === 'Constant' && isConstant(value)) constants.set(names[0]!, { ...value, name: names[0]! })
    }
    return { opset: opsetOf(bytes), inputs, outputs, nodes, constants }
  } catch (cause) {
    if (cause instanceof InferenceError) throw cause
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new InferenceError({ code: 'not-onnx', message: `Expected an ONNX model but ${why}`, cause })
  }
}

function isConstant(value: ModelAttribute | undefined): value is ModelConstant {
  return typeof value === 'object' && value !== null && 'dims' in value
}

function opsetOf(bytes: Uint8Array): number {
  for (const { number, value } of fields(bytes)) {
    if (number !== 8 || !(value instanceof Uint8Array)) continue
    const domain = text(value, 1)
    if (domain !== '' && domain !== 'ai.onnx') continue
    for (const field of fields(value))
      if (field.number === 2 && typeof field.value === 'bigint') return Number(field.value)
  }
  throw new Error('it does not say which operators it uses')
}

function readModelNode(message: Uint8Array): ModelNode {
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes: Record<string, ModelAttribute> = {}
  for (const { number, value } of fields(message)) {
    if (!(value instanceof Uint8Array)) continue
    if (number === 1) inputs.push(new TextDecoder().decode(value))
    if (number === 2) outputs.push(new TextDecoder().decode(value))
    if (number === 5) attributes[text(value, 1)] = readModelAttribute(value)
  }
  return { type: text(message, 4), domain: text(message, 7), inputs, outputs, attributes }
}

/** By the field that holds the value: f, i, s, t, floats, ints. */
function readModelAttribute(message: Uint8Array): ModelAttribute {
  const list: number[] = []
  for (const { number, value } of fields(message)) {
    if (number === 2 && value instanceof Uint8Array) return floatAt(value)
    if (number === 3 && typeof value === 'bigint') return Number(BigInt.asIntN(64, value))
    if (number === 4 && value instanceof Uint8Array) return new TextDecoder().decode(value)
    if (number === 5 && value instanceof Uint8Array) return readModelConstant(value)
    if (number === 6 || number === 9 || number === 10) return null
    if (number === 7 && value instanceof Uint8Array) {
      for (let at = 0; at < value.length; at += 4) list.push(floatAt(value.subarray(at)))
    }
    if (number === 8) list.push(...wholeNumbers(value))
  }
  return list
}

function floatAt(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getFloat32(0, true)
}
