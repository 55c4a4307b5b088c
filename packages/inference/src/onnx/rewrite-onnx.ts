import {
  type OnnxConstant,
  type OnnxNode,
  type OnnxValue,
  writeConstant,
  writeNode,
  writeValue,
} from './encode-onnx.ts'
import { fields, text } from './protobuf-reader.ts'
import { createProtobufWriter, type ProtobufWriter } from './protobuf-writer.ts'

/** What is changed in a model; everything else keeps its bytes. */
export interface OnnxEdit {
  /** Layers put in behind a tensor: all that took from the tensor takes from `output` instead. */
  readonly insert?: { readonly behind: string; readonly nodes: readonly OnnxNode[]; readonly output: string }
  /** Constants that are added, or take the place of those with their name. */
  readonly constants?: readonly OnnxConstant[]
  /** Float32 tensors given out besides the model's own outputs, which need no mention; without a shape where it is not known. */
  readonly outputs?: readonly (Pick<OnnxValue, 'name'> & Partial<OnnxValue>)[]
}

/** The first representation in which constants need not be listed among the inputs. */
const leastIrVersion = 4

/**
 * Changes a model without taking it apart, so that whatever it holds stays as it is, its operator set too.
 *
 * @param bytes an ONNX file
 */
export function rewriteOnnx(bytes: Uint8Array, edit: OnnxEdit): Uint8Array {
  const model = createProtobufWriter()
  for (const { number, value } of fields(bytes)) {
    if (number === 1 && typeof value === 'bigint') model.integer(1, Math.max(Number(value), leastIrVersion))
    else if (typeof value === 'bigint') model.integer(number, Number(value))
    else if (number === 7) model.message(7, (graph) => writeGraph(graph, value, edit))
    else model.bytes(number, value)
  }
  return model.finish()
}

function writeGraph(out: ProtobufWriter, graph: Uint8Array, { insert, constants = [], outputs = [] }: OnnxEdit): void {
  const replaced = new Set(constants.map(({ name }) => name))
  const insertNodes = () => {
    for (const node of insert?.nodes ?? []) out.message(1, (message) => writeNode(message, node))
  }
  const messages = [...fields(graph)].flatMap(({ number, value }) =>
    value instanceof Uint8Array ? [{ number, value }] : [],
  )
  if (insert !== undefined && messages.some(({ number, value }) => number === 11 && text(value, 1) === insert.behind)) {
    insertNodes()
  }
  for (const { number, value } of messages) {
    // a constant may be an initialiser or a node
    if (number === 5 && replaced.has(text(value, 8))) continue
    if (number !== 1) {
      out.bytes(number, value)
      continue
    }
    if (text(value, 4) === 'Constant' && replaced.has(text(value, 2))) continue
    out.message(1, (node) => {
      for (const field of fields(value)) {
        const bytes = field.value as Uint8Array // nodes have no numbers of their own
        const isMoved = field.number === 1 && insert !== undefined && new TextDecoder().decode(bytes) === insert.behind
        if (isMoved) node.text(1, insert.output)
        else node.bytes(field.number, bytes)
      }
    })
    if (insert !== undefined && outputsOf(value).includes(insert.behind)) insertNodes()
  }
  for (const constant of constants) out.message(5, (message) => writeConstant(message, constant))
  const given = new Set(messages.flatMap(({ number, value }) => (number === 12 ? [text(value, 1)] : [])))
  for (const output of outputs) {
    if (!given.has(output.name)) out.message(12, (message) => writeValue(message, output))
  }
}

function outputsOf(node: Uint8Array): string[] {
  return [...fields(node)].flatMap(({ number, value }) =>
    number === 2 && value instanceof Uint8Array ? [new TextDecoder().decode(value)] : [],
  )
}
