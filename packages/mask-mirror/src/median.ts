/** The middle value; the mean of the two middle ones for an even count. At least one value, none of them NaN. */
export function median(values: ArrayLike<number>): number {
  const work = Float64Array.from(values)
  const upper = work.length >> 1
  const high = select(work, upper)
  if (work.length % 2 === 1) return high
  // after the selection all smaller values stand before
  let low = work[0]!
  for (let i = 1; i < upper; i++) low = Math.max(low, work[i]!)
  return (low + high) / 2
}

/** Hoare's selection: reorders until the value of rank `rank` stands at its place with no larger one before it. */
function select(values: Float64Array, rank: number): number {
  let left = 0
  let right = values.length - 1
  while (left < right) {
    const pivot = values[(left + right) >> 1]!
    let i = left
    let j = right
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const kept = values[i]!
      values[i++] = values[j]!
      values[j--] = kept
    }
    if (rank <= j) right = j
    else if (rank >= i) left = i
    else break
  }
  return values[rank]!
}
