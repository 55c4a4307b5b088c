/** A stream whose beginning is known and still to be read. */
export interface OpenedBytes {
  /** At least `wanted` bytes, or all there are. Without a byte order mark. */
  readonly head: Uint8Array
  /** Everything, the head too. To be read once. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Reads the beginning of a stream. */
export async function openBytes(source: AsyncIterable<Uint8Array>, wanted = 65_536): Promise<OpenedBytes> {
  const iterator = source[Symbol.asyncIterator]()
  const pieces: Uint8Array[] = []
  let length = 0
  while (length < wanted) {
    const { value, done } = await iterator.next()
    if (done === true) break
    pieces.push(value)
    length += value.length
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  const head = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf ? whole.subarray(3) : whole
  return {
    head,
    bytes: (async function* () {
      try {
        if (head.length > 0) yield head
        for (;;) {
          const { value, done } = await iterator.next()
          if (done === true) return
          yield value
        }
      } finally {
        await iterator.return?.()
      }
    })(),
  }
}
