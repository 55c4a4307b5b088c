/**
 * Keeps input buffers that came back from the workers: a fresh one of a megabyte costs the system as much time as
 * filling it costs us.
 */
export interface BufferPool {
  /** An array of this length with arbitrary values. */
  take(length: number): Float32Array<ArrayBuffer>
  give(buffer: ArrayBuffer): void
}

/** @param limit buffers of each size that are kept */
export function createBufferPool(limit: number): BufferPool {
  const free = new Map<number, ArrayBuffer[]>()
  return {
    take: (length) => {
      const buffer = free.get(length * 4)?.pop()
      return buffer === undefined ? new Float32Array(length) : new Float32Array(buffer)
    },
    give: (buffer) => {
      const kept = free.get(buffer.byteLength)
      if (kept === undefined) free.set(buffer.byteLength, [buffer])
      else if (kept.length < limit) kept.push(buffer)
    },
  }
}
