import { createRng } from '@maskmirror/core'
import type { PairPeople } from './comparison.ts'

/** Which half of the people each pair lies in. */
export interface PeopleSplit {
  readonly seed: string
  readonly people: { readonly development: number; readonly test: number }
  /** Element i: the half of both people on pair i; null for a pair with one person in each half. */
  readonly halfOfPair: readonly ('development' | 'test' | null)[]
}

/**
 * Splits the people of a pair list in two halves, so that what is fitted on one half is measured on people it never saw.
 *
 * People are put in a random order that the seed and their names decide; the first half of it is for development. The order
 * of the pair list does not matter.
 *
 * @param seed any text
 */
export function splitPeople(people: readonly PairPeople[], seed: string): PeopleSplit {
  const rng = createRng(seed).fork('halves of people')
  const names = [...new Set(people.flatMap(({ reference, probe }) => [reference, probe]))]
  const ranked = names
    .map((name) => ({ name, rank: rng.fork(name).next() }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
  const size = Math.floor(names.length / 2)
  const development = new Set(ranked.slice(0, size).map(({ name }) => name))
  const halfOf = (name: string) => (development.has(name) ? 'development' : 'test')
  return {
    seed,
    people: { development: size, test: names.length - size },
    halfOfPair: people.map(({ reference, probe }) => {
      const half = halfOf(reference)
      return half === halfOf(probe) ? half : null
    }),
  }
}
