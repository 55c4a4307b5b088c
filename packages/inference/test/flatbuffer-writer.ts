/** A value in a FlatBuffers table, by the number of its field. */
export type FlatValue =
  | { readonly int8: number }
  | { readonly int32: number }
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  | { readonly int32s: readonly number[] }
  | { readonly table: FlatFields }
  | { readonly tables: readonly FlatFields[] }

export type FlatFields = Readonly<Record<number, FlatValue>>

/**
 * Writes a FlatBuffers file the plain way: every table is followed by what it points to, each with its own virtual
 * table in front. Every slot of a table takes four bytes.
 */
export function writeFlatbuffer(root: FlatFields, identifier: string): Uint8Array {
  const bytes: number[] = [0, 0, 0, 0, ...new TextEncoder().encode(identifier)]
  const view = (at: number, value: number, size: number) => {
    for (let i = 0; i < size; i++) bytes[at + i] = (value >> (8 * i)) & 255
  }
  const align = () => {
    while (bytes.length % 4 !== 0) bytes.push(0)
  }
  const reserve = (count: number) => {
    align()
    const at = bytes.length
    for (let i = 0; i < count; i++) bytes.push(0)
    return at
  }
  const vector = (length: number, items: readonly number[], size: number) => {
    const at = reserve(4 + items.length * size)
    view(at, length, 4)
    items.forEach((item, i) => {
      view(at + 4 + i * size, item, size)
    })
    return at
  }
  const target = (value: FlatValue): number => {
    if ('text' in value) return target({ bytes: new TextEncoder().encode(value.text) })
    if ('bytes' in value) return vector(value.bytes.length, [...value.bytes], 1)
    if ('int32s' in value) return vector(value.int32s.length, value.int32s, 4)
    if ('table' in value) return table(value.table)
    if ('tables' in value) {
      const at = reserve(4 + value.tables.length * 4)
      view(at, value.tables.length, 4)
      value.tables.forEach((item, i) => {
        const slot = at + 4 + i * 4
        view(slot, table(item) - slot, 4)
      })
      return at
    }
    throw new Error('a number has no target')
  }
  const table = (fields: FlatFields): number => {
    const count = Math.max(-1, ...Object.keys(fields).map(Number)) + 1
    const virtual = reserve(4 + count * 2)
    view(virtual, 4 + count * 2, 2)
    const at = reserve(4 + count * 4)
    view(virtual + 2, 4 + count * 4, 2)
    view(at, at - virtual, 4)
    for (const [key, value] of Object.entries(fields)) {
      const slot = 4 + Number(key) * 4
      view(virtual + 4 + Number(key) * 2, slot, 2)
      if ('int8' in value) view(at + slot, value.int8, 1)
      else if ('int32' in value) view(at + slot, value.int32, 4)
      else view(at + slot, target(value) - (at + slot), 4)
    }
    return at
  }
  view(0, table(root), 4)
  return Uint8Array.from(bytes)
}
