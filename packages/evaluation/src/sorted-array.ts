/** How many elements of an ascending array are below a value. O(log n). */
export function countBelow(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** How many elements of an ascending array are at or below a value. O(log n). */
export function countUpTo(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The first element of an ascending array that satisfies a condition which, once true, stays true. O(log n).
 *
 * @returns undefined when no element does
 */
export function firstWhere(ascending: Float64Array, holds: (value: number) => boolean): number | undefined {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(ascending[middle]!)) high = middle
    else low = middle + 1
  }
  return ascending[low]
}
