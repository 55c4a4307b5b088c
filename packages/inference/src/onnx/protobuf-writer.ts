/** Writes the protocol buffer wire format: just the field types that ONNX uses. */
export interface ProtobufWriter {
  /** int64, int32 and enum fields. */
  integer(field: number, value: number): void
  float(field: number, value: number): void
  text(field: number, value: string): void
  bytes(field: number, value: Uint8Array): void
  message(field: number, write: (inner: ProtobufWriter) => void): void
  finish(): Uint8Array
}

const wireVarint = 0
const wireBytes = 2
const wireFixed32 = 5

export function createProtobufWriter(): ProtobufWriter {
  const parts: Uint8Array[] = []
  let length = 0
  const push = (part: Uint8Array) => {
    parts.push(part)
    length += part.length
  }
  const tag = (field: number, wire: number) => push(varint(BigInt(field * 8 + wire)))
  const bytes = (field: number, value: Uint8Array) => {
    tag(field, wireBytes)
    push(varint(BigInt(value.length)))
    push(value)
  }
  return {
    integer: (field, value) => {
      tag(field, wireVarint)
      push(varint(BigInt.asUintN(64, BigInt(value))))
    },
    float: (field, value) => {
      tag(field, wireFixed32)
      const part = new Uint8Array(4)
      new DataView(part.buffer).setFloat32(0, value, true)
      push(part)
    },
    text: (field, value) => bytes(field, new TextEncoder().encode(value)),
    bytes,
    message: (field, write) => {
      const inner = createProtobufWriter()
      write(inner)
      bytes(field, inner.finish())
    },
    finish: () => {
      const result = new Uint8Array(length)
      let offset = 0
      for (const part of parts) {
        result.set(part, offset)
        offset += part.length
      }
      return result
    },
  }
}

function varint(value: bigint): Uint8Array {
  const result: number[] = []
  let rest = value
  while (rest > 127n) {
    result.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  result.push(Number(rest))
  return Uint8Array.from(result)
}
