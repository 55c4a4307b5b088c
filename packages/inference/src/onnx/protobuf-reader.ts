/** A field of a message; fixed-width numbers and all that has a length come as bytes. */
export interface Field {
  readonly number: number
  readonly value: bigint | Uint8Array
}

/**
 * The fields of a protocol buffer message in their order.
 *
 * @throws Error for bytes that are no message
 */
export function* fields(message: Uint8Array): Generator<Field> {
  let at = 0
  const varint = () => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (at >= message.length) throw new Error('the file ends inside a number')
      const byte = message[at++]!
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return value
    }
    throw new Error('a number is too long')
  }
  const take = (length: number) => {
    if (at + length > message.length) throw new Error('the file ends inside a field')
    at += length
    return message.subarray(at - length, at)
  }
  while (at < message.length) {
    const tag = Number(varint())
    const number = tag >>> 3
    const wire = tag & 7
    if (number === 0) throw new Error('it is no protocol buffer')
    if (wire === 0) yield { number, value: varint() }
    else if (wire === 1) yield { number, value: take(8) }
    else if (wire === 2) yield { number, value: take(Number(varint())) }
    else if (wire === 5) yield { number, value: take(4) }
    else throw new Error('it is no protocol buffer')
  }
}

/** The last field of that number that has bytes; undefined without. */
export function part(message: Uint8Array, wanted: number): Uint8Array | undefined {
  for (const { number, value } of fields(message)) if (number === wanted && value instanceof Uint8Array) return value
  return undefined
}

/** That field as text; empty without. */
export function text(message: Uint8Array, wanted: number): string {
  return new TextDecoder().decode(part(message, wanted) ?? new Uint8Array())
}
