import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/**
 * One shard of a stage as bytes: the length of the JSON in 4 bytes (little endian), the JSON, then raw bytes such as
 * pixels or float32 numbers; all deflated at the fastest level, which halves pictures at little cost.
 *
 * @param header anything that JSON can hold
 * @param body parts that are laid one after the other
 */
export function encodeShard(header: unknown, body: readonly Uint8Array[]): Promise<Uint8Array> {
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  return deflate(Buffer.concat([length, json, ...body]), { level: 1 })
}

/** The header is not validated: artefacts are this program's own and carry a checksum. */
export async function decodeShard<Header>(bytes: Uint8Array): Promise<{ header: Header; body: Buffer }> {
  const content = await inflate(bytes)
  const end = 4 + content.readUInt32LE(0)
  return { header: JSON.parse(content.toString('utf8', 4, end)) as Header, body: content.subarray(end) }
}
