/**
 * MXNet's RecordIO (dmlc-core, `recordio.h`) with image headers, as InsightFace packs training sets.
 *
 * A record is the magic number, a word with a continuation flag in its upper three bits and a length in the others, and so many
 * bytes, padded with zeros to a multiple of four; all little-endian. Where the magic number occurs in the content at a multiple of
 * four, the writer leaves it out and begins another part, so that a reader can find records again after damage.
 */
export const recordMagic = 0xced7230a

/** Of a part: whole records are one part; others are a first, any number of middle ones and a last. */
export const partKinds = { whole: 0, first: 1, middle: 2, last: 3 } as const

/** Longest part: 29 bits. */
export const maxPartBytes = 2 ** 29 - 1

/** Bytes of the image header without further labels: flag, label, id and second id. */
export const headerBytes = 24

/** What stands before a picture. */
export interface ImageHeader {
  /** The class of a picture, or `[first, end)` of an identity or of the whole pack. */
  readonly labels: readonly number[]
  /** Whether the labels were given as a list of their own. */
  readonly isList: boolean
  readonly id: number
}

export function padding(length: number): number {
  return (4 - (length % 4)) % 4
}

/** Splits a record's content into header and picture; null when it is too short for what it says. */
export function unpackImage(content: Buffer): { header: ImageHeader; picture: Buffer } | null {
  if (content.length < headerBytes) return null
  const flag = content.readUInt32LE(0)
  const end = headerBytes + flag * 4
  if (end > content.length) return null
  const labels =
    flag === 0
      ? [content.readFloatLE(4)]
      : Array.from({ length: flag }, (_, i) => content.readFloatLE(headerBytes + i * 4))
  return {
    header: { labels, isList: flag > 0, id: Number(content.readBigUInt64LE(8)) },
    picture: content.subarray(end),
  }
}

/** The inverse of {@link unpackImage}. */
export function packImage({ labels, isList, id }: ImageHeader, picture: Uint8Array): Buffer {
  const header = Buffer.alloc(headerBytes + (isList ? labels.length * 4 : 0))
  header.writeUInt32LE(isList ? labels.length : 0, 0)
  header.writeFloatLE(isList ? 0 : labels[0]!, 4)
  header.writeBigUInt64LE(BigInt(id), 8)
  if (isList) for (const [i, label] of labels.entries()) header.writeFloatLE(label, headerBytes + i * 4)
  return Buffer.concat([header, picture])
}

/** A record's content with its framing, in as many parts as the magic number makes necessary. */
export function frameRecord(content: Buffer): Buffer {
  const parts: Buffer[] = []
  let start = 0
  for (let i = 0; i + 4 <= content.length; i += 4) {
    if (content.readUInt32LE(i) !== recordMagic) continue
    parts.push(framePart(content.subarray(start, i), start === 0 ? partKinds.first : partKinds.middle))
    start = i + 4
  }
  parts.push(framePart(content.subarray(start), start === 0 ? partKinds.whole : partKinds.last))
  return Buffer.concat(parts)
}

function framePart(content: Buffer, kind: number): Buffer {
  const framed = Buffer.alloc(8 + content.length + padding(content.length))
  framed.writeUInt32LE(recordMagic, 0)
  framed.writeUInt32LE(((kind << 29) | content.length) >>> 0, 4)
  content.copy(framed, 8)
  return framed
}
