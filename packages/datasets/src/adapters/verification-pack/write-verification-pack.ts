import { open } from 'node:fs/promises'
import { writeWhole } from '../write-whole.ts'

/** A pair to pack. */
export interface PairToPack {
  readonly reference: () => Promise<Uint8Array>
  readonly probe: () => Promise<Uint8Array>
  readonly genuine: boolean
}

/** Instructions of Python's pickle protocol 3. */
const pickle = {
  protocol3: Buffer.of(0x80, 3),
  emptyListAndMark: Buffer.of(0x5d, 0x28),
  appends: Buffer.of(0x65),
  binaryBytes: 0x42,
  true: Buffer.of(0x88),
  false: Buffer.of(0x89),
  tuple2AndStop: Buffer.of(0x86, 0x2e),
} as const

/** Packs pairs as InsightFace does: a pickle of the pictures, two for each pair, and of the answers. */
export async function writeVerificationPack(
  path: string,
  pairs: readonly PairToPack[],
  options: { signal?: AbortSignal; onPair?: () => void } = {},
): Promise<void> {
  const { signal, onPair } = options
  await using file = await open(path, 'w')
  const write = (bytes: Uint8Array) => writeWhole(file, bytes)
  await write(Buffer.concat([pickle.protocol3, pickle.emptyListAndMark]))
  for (const { reference, probe } of pairs) {
    signal?.throwIfAborted()
    for (const load of [reference, probe]) {
      const picture = await load()
      const head = Buffer.alloc(5)
      head.writeUInt8(pickle.binaryBytes)
      head.writeUInt32LE(picture.length, 1)
      await write(Buffer.concat([head, picture]))
    }
    onPair?.()
  }
  await write(Buffer.concat([pickle.appends, pickle.emptyListAndMark]))
  await write(Buffer.concat(pairs.map(({ genuine }) => (genuine ? pickle.true : pickle.false))))
  await write(Buffer.concat([pickle.appends, pickle.tuple2AndStop]))
}
