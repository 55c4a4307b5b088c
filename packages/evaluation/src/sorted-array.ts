/**
 * How many elements of an ascending array are below a value. O(log n).
 *
 * @param from how many are known to be below; default 0
 * @param to how many can be at most; default all
 */
export function countBelow(
  ascending: Float32Array | Float64Array,
  value: number,
  from = 0,
  to = ascending.length,
): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** How many elements of an ascending array are at or below a value; see {@link countBelow}. */
export function countUpTo(ascending: Float64Array, value: number, from = 0, to = ascending.length): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
