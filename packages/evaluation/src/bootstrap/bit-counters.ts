/*
 * 32 counters side by side: number p of the planes holds binary digit p of each, counter r at bit r. One bitwise operation
 * then works on all 32.
 */

/** Adds 1 to the counters at the set bits of `mask`. */
export function increment(planes: Int32Array, mask: number): void {
  let carry = mask
  for (let p = 0; carry !== 0; p++) {
    const digit = planes[p]!
    planes[p] = digit ^ carry
    carry &= digit
  }
}

/** Adds other counters, at the set bits of `mask` only. */
export function addCounters(planes: Int32Array, added: Int32Array, mask: number): void {
  let carry = 0
  let p = 0
  for (; p < added.length; p++) {
    const digit = planes[p]!
    const addend = added[p]! & mask
    const half = digit ^ addend
    planes[p] = half ^ carry
    carry = (digit & addend) | (half & carry)
  }
  for (; carry !== 0; p++) {
    const digit = planes[p]!
    planes[p] = digit ^ carry
    carry &= digit
  }
}

/** The value of one counter. */
export function counterAt(planes: Int32Array, lane: number): number {
  let value = 0
  for (let p = 0; p < planes.length; p++) value |= ((planes[p]! >>> lane) & 1) << p
  return value
}
