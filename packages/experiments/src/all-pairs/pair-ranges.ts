import type { EmbeddingSet } from './embedding-set.ts'

/**
 * What each reference row is compared with, as ranges of probe rows. In ascending order: nothing before `from`, impostors up to
 * `genuineFrom`, genuine probes up to `sameFrom`, the same picture (not compared) up to `sameTo`, genuine probes up to
 * `genuineTo`, then impostors.
 */
export interface PairRanges {
  readonly from: Int32Array
  readonly genuineFrom: Int32Array
  readonly sameFrom: Int32Array
  readonly sameTo: Int32Array
  readonly genuineTo: Int32Array
}

export interface PairCounts {
  readonly genuine: number
  readonly impostor: number
}

/** @param probes null compares the references with each other, each pair once */
export function pairRanges(references: EmbeddingSet, probes: EmbeddingSet | null): PairRanges {
  const { people, pictures, count } = probes ?? references
  const column = () => new Int32Array(new SharedArrayBuffer(references.count * 4))
  const ranges = {
    from: column(),
    genuineFrom: column(),
    sameFrom: column(),
    sameTo: column(),
    genuineTo: column(),
  }
  let start = 0
  let end = 0
  for (let row = 0; row < references.count; row++) {
    const person = references.people[row]!
    const picture = references.pictures[row]!
    while (start < count && people[start]! < person) start++
    end = Math.max(end, start)
    while (end < count && people[end] === person) end++
    const from = probes === null ? row + 1 : 0
    const genuineFrom = Math.max(from, start)
    ranges.from[row] = from
    ranges.genuineFrom[row] = genuineFrom
    ranges.sameFrom[row] = firstFrom(pictures, picture, genuineFrom, end)
    ranges.sameTo[row] = firstFrom(pictures, picture + 1, genuineFrom, end)
    ranges.genuineTo[row] = end
  }
  return ranges
}

/** Index of the first picture in an ascending range that has this number or a higher one. */
function firstFrom(pictures: Int32Array, number: number, start: number, end: number): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (pictures[middle]! < number) low = middle + 1
    else high = middle
  }
  return low
}

/** How many pairs of each class there are. */
export function countPairs(
  { from, genuineFrom, sameFrom, sameTo, genuineTo }: PairRanges,
  probeCount: number,
): PairCounts {
  let genuine = 0
  let impostor = 0
  for (let row = 0; row < from.length; row++) {
    const ofPerson = genuineTo[row]! - genuineFrom[row]!
    genuine += ofPerson - (sameTo[row]! - sameFrom[row]!)
    impostor += probeCount - from[row]! - ofPerson
  }
  return { genuine, impostor }
}
