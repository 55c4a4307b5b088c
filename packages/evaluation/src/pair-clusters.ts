import type { PairPeople } from './comparison.ts'

/** Which pairs share people, as numbers that index sums. */
export interface PairClusters {
  readonly personCount: number
  /** Number of different couples of two people. */
  readonly coupleCount: number
  /** Element i: the person on the reference of pair i. */
  readonly reference: Int32Array
  /** Element i: the person on the probe of pair i. */
  readonly probe: Int32Array
  /** Element i: the couple on pair i, whoever is on which side; -1 for a pair of one person. */
  readonly couple: Int32Array
}

/** Numbers people and couples in order of appearance. */
export function pairClusters(people: readonly PairPeople[]): PairClusters {
  const persons = new Map<string, number>()
  const couples = new Map<number, number>()
  const number = <Key>(known: Map<Key, number>, key: Key) => {
    const found = known.get(key) ?? known.size
    known.set(key, found)
    return found
  }
  const reference = Int32Array.from(people, (pair) => number(persons, pair.reference))
  const probe = Int32Array.from(people, (pair) => number(persons, pair.probe))
  const couple = reference.map((first, i) => {
    const second = probe[i]!
    if (first === second) return -1
    return number(couples, Math.min(first, second) * persons.size + Math.max(first, second))
  })
  return { personCount: persons.size, coupleCount: couples.size, reference, probe, couple }
}
