/**
 * A table of a FlatBuffers file: fields are found by their number in the schema, absent ones give the default.
 * Every access is checked by DataView, so a damaged file throws a RangeError.
 */
export interface FlatTable {
  int8(field: number, fallback: number): number
  int32(field: number, fallback: number): number
  text(field: number): string
  table(field: number): FlatTable | null
  tables(field: number): FlatTable[]
  int32s(field: number): number[]
  bytes(field: number): Uint8Array
}

/** The root table of a FlatBuffers file (https://flatbuffers.dev/internals). */
export function readFlatbuffer(file: Uint8Array): FlatTable {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  return tableAt(view, view.getUint32(0, true))
}

function tableAt(view: DataView, at: number): FlatTable {
  const virtualTable = at - view.getInt32(at, true)
  const virtualBytes = view.getUint16(virtualTable, true)
  /** Position of a field's value; null when the writer left it out. */
  const position = (field: number): number | null => {
    const entry = 4 + field * 2
    if (entry >= virtualBytes) return null
    const offset = view.getUint16(virtualTable + entry, true)
    return offset === 0 ? null : at + offset
  }
  const follow = (from: number) => from + view.getUint32(from, true)
  const vector = (field: number, size: number): { start: number; length: number } => {
    const found = position(field)
    if (found === null) return { start: 0, length: 0 }
    const start = follow(found)
    const length = view.getUint32(start, true)
    if (start + 4 + length * size > view.byteLength) throw new RangeError('the file ends inside a vector')
    return { start: start + 4, length }
  }
  const bytes = (field: number) => {
    const { start, length } = vector(field, 1)
    return new Uint8Array(view.buffer, view.byteOffset + start, length)
  }
  return {
    int8: (field, fallback) => {
      const found = position(field)
      return found === null ? fallback : view.getInt8(found)
    },
    int32: (field, fallback) => {
      const found = position(field)
      return found === null ? fallback : view.getInt32(found, true)
    },
    text: (field) => new TextDecoder().decode(bytes(field)),
    table: (field) => {
      const found = position(field)
      return found === null ? null : tableAt(view, follow(found))
    },
    tables: (field) => {
      const { start, length } = vector(field, 4)
      return Array.from({ length }, (_, i) => tableAt(view, follow(start + i * 4)))
    },
    int32s: (field) => {
      const { start, length } = vector(field, 4)
      return Array.from({ length }, (_, i) => view.getInt32(start + i * 4, true))
    },
    bytes,
  }
}
