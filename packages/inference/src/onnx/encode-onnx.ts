import { createProtobufWriter, type ProtobufWriter } from './protobuf-writer.ts'

/** A constant of a graph; integers become int64. */
export interface OnnxConstant {
  readonly name: string
  readonly dims: readonly number[]
  readonly values: { readonly float32: Float32Array } | { readonly int64: readonly number[] }
}

/** A number is an int attribute (write floats as `{ float }`), an array a list of ints. */
export type OnnxAttribute = number | string | readonly number[] | { readonly float: number }

export interface OnnxNode {
  readonly type: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>
}

/** A float32 input or output; a text in `shape` names a free dimension. */
export interface OnnxValue {
  readonly name: string
  readonly shape: readonly (number | string)[]
}

export interface OnnxGraph {
  readonly name: string
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxConstant[]
}

/** Operator set 13 with intermediate representation 7: read by every ONNX Runtime since 2020. */
const opset = 13
const irVersion = 7
// TensorProto.DataType and AttributeProto.AttributeType of the ONNX specification
const elementFloat = 1
const elementInt64 = 7

/** The bytes of an ONNX file (onnx.proto3 of the ONNX specification) that holds one graph. */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  const model = createProtobufWriter()
  model.integer(1, irVersion)
  model.text(2, 'maskmirror')
  model.message(7, (body) => {
    for (const node of graph.nodes) body.message(1, (out) => writeNode(out, node))
    body.text(2, graph.name)
    for (const constant of graph.constants) body.message(5, (out) => writeConstant(out, constant))
    for (const value of graph.inputs) body.message(11, (out) => writeValue(out, value))
    for (const value of graph.outputs) body.message(12, (out) => writeValue(out, value))
  })
  model.message(8, (version) => version.integer(2, opset))
  return model.finish()
}

export function writeNode(out: ProtobufWriter, node: OnnxNode): void {
  for (const name of node.inputs) out.text(1, name)
  for (const name of node.outputs) out.text(2, name)
  out.text(4, node.type)
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    out.message(5, (attribute) => {
      attribute.text(1, name)
      writeAttributeValue(attribute, value)
    })
  }
}

function writeAttributeValue(out: ProtobufWriter, value: OnnxAttribute): void {
  if (typeof value === 'number') {
    out.integer(3, value)
    out.integer(20, 2)
  } else if (typeof value === 'string') {
    out.text(4, value)
    out.integer(20, 3)
  } else if ('float' in value) {
    out.float(2, value.float)
    out.integer(20, 1)
  } else {
    for (const item of value) out.integer(8, item)
    out.integer(20, 7)
  }
}

export function writeConstant(out: ProtobufWriter, constant: OnnxConstant): void {
  for (const dim of constant.dims) out.integer(1, dim)
  const { values } = constant
  if ('float32' in values) {
    out.integer(2, elementFloat)
    out.text(8, constant.name)
    out.bytes(
      9,
      littleEndian(values.float32.length, 4, (view, i) => view.setFloat32(i * 4, values.float32[i]!, true)),
    )
  } else {
    out.integer(2, elementInt64)
    out.text(8, constant.name)
    out.bytes(
      9,
      littleEndian(values.int64.length, 8, (view, i) => view.setBigInt64(i * 8, BigInt(values.int64[i]!), true)),
    )
  }
}

function littleEndian(count: number, size: number, set: (view: DataView, index: number) => void): Uint8Array {
  const bytes = new Uint8Array(count * size)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < count; i++) set(view, i)
  return bytes
}

export function writeValue(out: ProtobufWriter, value: Pick<OnnxValue, 'name'> & Partial<OnnxValue>): void {
  const { shape: dims } = value
  out.text(1, value.name)
  out.message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.integer(1, elementFloat)
      if (dims === undefined) return
      tensor.message(2, (shape) => {
        for (const dim of dims) {
          shape.message(1, (out) => (typeof dim === 'number' ? out.integer(1, dim) : out.text(2, dim)))
        }
      })
    }),
  )
}
