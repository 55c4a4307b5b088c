import { open, writeFile } from 'node:fs/promises'
import { writeWhole } from '../write-whole.ts'
import { frameRecord, packImage } from './record-format.ts'

/** A picture to pack; those of one class follow each other. */
export interface PictureToPack {
  /** Class number, from 0, rising by one. */
  readonly label: number
  /** What the list calls it: `person/picture.jpg`. */
  readonly path: string
  readonly load: () => Promise<Uint8Array>
}

/**
 * Packs pictures as InsightFace does: `stem.rec` with the pictures from key 1 on, the record 0 that says how many there are and an
 * identity record for each class; `stem.idx` and `stem.lst` beside it.
 */
export async function writeRecordio(
  stem: string,
  pictures: readonly PictureToPack[],
  options: { signal?: AbortSignal; onPicture?: () => void } = {},
): Promise<void> {
  const { signal, onPicture } = options
  await using file = await open(`${stem}.rec`, 'w')
  const index: string[] = []
  let offset = 0
  const write = async (key: number, content: Buffer) => {
    const framed = frameRecord(content)
    index.push(`${key}\t${offset}\n`)
    offset += framed.length
    await writeWhole(file, framed)
  }
  const identities: { first: number; end: number }[] = []
  for (const [i, { label, load }] of pictures.entries()) {
    signal?.throwIfAborted()
    const key = i + 1
    await write(key, packImage({ labels: [label], isList: false, id: key }, await load()))
    if (pictures[i - 1]?.label !== label) identities.push({ first: key, end: key })
    identities.at(-1)!.end = key + 1
    onPicture?.()
  }
  const first = pictures.length + 1
  const nothing = Buffer.alloc(0)
  await write(0, packImage({ labels: [first, first + identities.length], isList: true, id: 0 }, nothing))
  for (const [i, { first: from, end }] of identities.entries()) {
    await write(first + i, packImage({ labels: [from, end], isList: true, id: first + i }, nothing))
  }
  await writeFile(`${stem}.idx`, index.join(''))
  await writeFile(`${stem}.lst`, pictures.map(({ path, label }) => `1\t${path}\t${label}\n`).join(''))
}
