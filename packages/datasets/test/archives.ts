import { buffer } from 'node:stream/consumers'
import { crc32, deflateRawSync } from 'node:zlib'
import { pack } from 'tar-stream'

export interface ZipMember {
  readonly name: string
  readonly content?: Uint8Array | string
  /** Of Unix, such as 0o120777 for a link; default an ordinary file. */
  readonly mode?: number
  readonly isEncrypted?: boolean
  readonly isDeflated?: boolean
  /** Written instead of the true one. */
  readonly crc32?: number
}

/** A zip file with whatever names and modes, also those that no honest program writes. */
export function zipOf(members: readonly ZipMember[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = '', mode = 0o100644, isEncrypted, isDeflated, ...given } of members) {
    const plain = Buffer.from(content)
    const data = isDeflated ? deflateRawSync(plain) : plain
    const title = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE((isEncrypted ? 1 : 0) | 0x800, 2)
    shared.writeUInt16LE(isDeflated ? 8 : 0, 4)
    shared.writeUInt32LE(given.crc32 ?? crc32(plain), 10)
    shared.writeUInt32LE(data.length, 14)
    shared.writeUInt32LE(plain.length, 18)
    shared.writeUInt16LE(title.length, 22)
    parts.push(Buffer.from('PK\x03\x04'), shared, title, data)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), shared, rest, title)
    offset += 4 + shared.length + title.length + data.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

export interface TarMember {
  readonly name: string
  readonly content?: string | Buffer
  readonly type?: 'file' | 'link' | 'symlink' | 'directory' | 'character-device' | 'fifo'
  readonly linkname?: string
}

export function tarOf(members: readonly TarMember[]): Promise<Buffer> {
  const stream = pack()
  for (const { content = '', ...header } of members) stream.entry(header, content)
  stream.finalize()
  return buffer(stream as AsyncIterable<Buffer>)
}
