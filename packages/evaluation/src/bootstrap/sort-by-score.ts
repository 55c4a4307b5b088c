/** Runs up to this length that are not yet in order are common enough to need no function calls (our choice). */
const shortRun = 16

/**
 * Puts indices in the order of their scores, keeping the given order of equal scores. O(n) for scores that differ in their
 * upper 32 bits, which hold a sign, the exponent and six decimal digits: two passes of counting sort. Runs that agree in these
 * are then sorted by themselves.
 *
 * @param scores finite numbers; -0 counts as 0
 * @param indices of the scores to sort, each at most once
 */
export function sortByScore(scores: Float64Array, indices: Uint32Array): Uint32Array {
  const keys = new Uint32Array(indices.length)
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  for (let i = 0; i < indices.length; i++) {
    number[0] = scores[indices[i]!]! + 0
    const upper = words[1]!
    // order of unsigned numbers: negative ones turned around and below the others
    keys[i] = upper >= 0x80000000 ? ~upper : upper | 0x80000000
  }
  const byLower = countingSort({ keys, indices }, 0)
  const sorted = countingSort(byLower, 16)
  for (let start = 0; start < sorted.keys.length; ) {
    let end = start + 1
    while (end < sorted.keys.length && sorted.keys[end] === sorted.keys[start]) end++
    if (end - start > 1) sortRun(scores, sorted.indices.subarray(start, end))
    start = end
  }
  return sorted.indices
}

interface Keyed {
  readonly keys: Uint32Array
  readonly indices: Uint32Array
}

/** Stable, by 16 bits of the keys. */
function countingSort({ keys, indices }: Keyed, shift: number): Keyed {
  const next = new Uint32Array(65537)
  for (let i = 0; i < keys.length; i++) next[((keys[i]! >>> shift) & 0xffff) + 1]!++
  for (let digit = 1; digit < next.length; digit++) next[digit]! += next[digit - 1]!
  const sorted = { keys: new Uint32Array(keys.length), indices: new Uint32Array(keys.length) }
  for (let i = 0; i < keys.length; i++) {
    const place = next[(keys[i]! >>> shift) & 0xffff]!++
    sorted.keys[place] = keys[i]!
    sorted.indices[place] = indices[i]!
  }
  return sorted
}

function sortRun(scores: Float64Array, run: Uint32Array): void {
  if (run.length > shortRun) {
    if (run.some((index, i) => i > 0 && scores[run[i - 1]!]! > scores[index]!))
      run.sort((a, b) => scores[a]! - scores[b]!)
    return
  }
  for (let i = 1; i < run.length; i++) {
    const index = run[i]!
    let place = i
    for (; place > 0 && scores[run[place - 1]!]! > scores[index]!; place--) run[place] = run[place - 1]!
    run[place] = index
  }
}
