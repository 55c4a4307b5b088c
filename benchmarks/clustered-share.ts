import { createRng } from '@maskmirror/core'

/** A share of photos with its 95 % interval over people. */
export interface ClusteredShare {
  readonly count: number
  readonly of: number
  readonly people: number
  /** Null without photos. */
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * People are drawn with replacement, each with all photos: percentiles of 2000 draws. Where no photo or every photo counts, such
 * draws say nothing, and Wilson's interval for as many independent photos as there are people is given.
 */
export function clusteredShare(photos: readonly { person: string; counts: boolean }[], seed: string): ClusteredShare {
  const people = new Map<string, { count: number; of: number }>()
  for (const { person, counts } of photos) {
    const own = people.get(person) ?? { count: 0, of: 0 }
    people.set(person, { count: own.count + Number(counts), of: own.of + 1 })
  }
  const list = [...people.values()]
  const count = list.reduce((sum, person) => sum + person.count, 0)
  const share = count / photos.length
  const base = { count, of: photos.length, people: list.length, share }
  if (photos.length === 0) return { ...base, share: null, low: null, high: null }
  if (count === 0 || count === photos.length) return { ...base, ...wilson(share, list.length) }
  const rng = createRng(seed)
  const shares = Array.from({ length: 2000 }, () => {
    let [hits, total] = [0, 0]
    for (let k = 0; k < list.length; k++) {
      const person = rng.pick(list)
      hits += person.count
      total += person.of
    }
    return hits / total
  }).sort((a, b) => a - b)
  return { ...base, low: shares[50]!, high: shares[1949]! }
}

function wilson(share: number, count: number): { low: number; high: number } {
  const z2 = 1.959963984540054 ** 2
  const middle = (share + z2 / (2 * count)) / (1 + z2 / count)
  const half = Math.sqrt((share * (1 - share) * z2) / count + (z2 / (2 * count)) ** 2) / (1 + z2 / count)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
