import type { ModelConstant } from './onnx-model.ts'
import { fields, part, text } from './protobuf-reader.ts'
import { wholeNumbers } from './read-numbers.ts'

// TensorProto.DataType
const elementFloat = 1
const elementInt64 = 7

/**
 * A TensorProto, whose numbers lie in raw bytes or in a list of its own.
 *
 * @throws Error where it has another number of values than its dimensions say, or keeps them in another file
 */
export function readModelConstant(message: Uint8Array): ModelConstant {
  const name = text(message, 8)
  const dims: number[] = []
  const listed: number[] = []
  const floatParts: Uint8Array[] = []
  let type = 0
  for (const { number, value } of fields(message)) {
    if (number === 1) dims.push(...wholeNumbers(value))
    if (number === 2) type = Number(value)
    if (number === 4 && value instanceof Uint8Array) floatParts.push(value)
    if (number === 7) listed.push(...wholeNumbers(value))
    if (number === 14 && value === 1n) throw new Error(`its constant ${name} lies in another file`)
  }
  const count = dims.reduce((product, dim) => product * dim, 1)
  const raw = part(message, 9) ?? Buffer.concat(floatParts)
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const checked = <Values extends { readonly length: number }>(values: Values): Values => {
    if (values.length === count) return values
    throw new Error(`its constant ${name} has ${values.length} values for the dimensions ${dims.join(', ')}`)
  }
  if (type === elementFloat) {
    const float32 = Float32Array.from({ length: Math.floor(raw.length / 4) }, (_, i) => view.getFloat32(i * 4, true))
    return { name, dims, float32: checked(float32), integers: null }
  }
  if (type === elementInt64) {
    const fromRaw = () =>
      Array.from({ length: Math.floor(raw.length / 8) }, (_, i) => Number(view.getBigInt64(i * 8, true)))
    return { name, dims, float32: null, integers: checked(listed.length > 0 ? listed : fromRaw()) }
  }
  return { name, dims, float32: null, integers: null }
}
