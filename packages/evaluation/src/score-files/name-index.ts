/** Numbers names in order of appearance, straight from their bytes; a name is made into text only when asked for. */
export interface NameIndex {
  /** The number of the name in start..end; a new one for a new name. Names are the same when their bytes are. */
  indexOf(bytes: Uint8Array, start: number, end: number): number
  readonly count: number
  /** All names, element i for number i. */
  names(): string[]
}

/** Memory grows with the number of different names, not with the number of calls. */
export function createNameIndex(): NameIndex {
  let slots = new Int32Array(1024).fill(-1) // open addressing, at most half full
  let hashes = new Int32Array(512)
  let ends = new Int32Array(512)
  let text = new Uint8Array(8192) // all names behind each other
  let count = 0
  let last = -1

  const startOf = (name: number) => (name === 0 ? 0 : ends[name - 1]!)
  const isName = (name: number, bytes: Uint8Array, start: number, end: number) => {
    const from = startOf(name)
    if (ends[name]! - from !== end - start) return false
    for (let i = 0; i < end - start; i++) if (text[from + i] !== bytes[start + i]) return false
    return true
  }
  const add = (hash: number, bytes: Uint8Array, start: number, end: number) => {
    const from = startOf(count)
    const to = from + end - start
    if (to > text.length) text = grown(text, new Uint8Array(Math.max(to, 2 * text.length)))
    text.set(bytes.subarray(start, end), from)
    if (count === ends.length) {
      ends = grown(ends, new Int32Array(2 * count))
      hashes = grown(hashes, new Int32Array(2 * count))
    }
    ends[count] = to
    hashes[count] = hash
    return count++
  }
  const rehash = () => {
    slots = new Int32Array(2 * slots.length).fill(-1)
    for (let name = 0; name < count; name++) {
      let slot = hashes[name]! & (slots.length - 1)
      while (slots[slot]! >= 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = name
    }
  }

  return {
    indexOf: (bytes, start, end) => {
      if (last >= 0 && isName(last, bytes, start, end)) return last // lists are often sorted by one side
      const hash = hashOf(bytes, start, end)
      let slot = hash & (slots.length - 1)
      for (;;) {
        const name = slots[slot]!
        if (name < 0) break
        if (hashes[name] === hash && isName(name, bytes, start, end)) {
          last = name
          return name
        }
        slot = (slot + 1) & (slots.length - 1)
      }
      last = add(hash, bytes, start, end)
      slots[slot] = last
      if (2 * count > slots.length) rehash()
      return last
    },
    get count() {
      return count
    },
    names: () => {
      const decoder = new TextDecoder()
      return Array.from({ length: count }, (_, name) => decoder.decode(text.subarray(startOf(name), ends[name])))
    },
  }
}

/** FNV-1a with murmur3's last steps, so that the low bits depend on all. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = -2128831035
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), -2048144789)
  return hash ^ (hash >>> 13)
}

function grown<Values extends Uint8Array | Int32Array>(from: Values, to: Values): Values {
  to.set(from)
  return to
}
