/** A repeated whole number: one, or several packed into bytes. */
export function wholeNumbers(value: bigint | Uint8Array): number[] {
  if (typeof value === 'bigint') return [Number(BigInt.asIntN(64, value))]
  // a packed list reads like the values of fields of its own: each a varint
  const numbers: number[] = []
  let [rest, shift] = [0n, 0n]
  for (const byte of value) {
    rest |= BigInt(byte & 127) << shift
    shift += 7n
    if (byte >= 128) continue
    numbers.push(Number(BigInt.asIntN(64, rest)))
    ;[rest, shift] = [0n, 0n]
  }
  if (shift !== 0n) throw new Error('the file ends inside a number')
  return numbers
}
