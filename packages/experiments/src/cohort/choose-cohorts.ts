import { createRng } from '@maskmirror/core'
import type { PairProtocol } from '@maskmirror/datasets'
import type { PeopleSplit } from '@maskmirror/evaluation'
import { peopleOfPairs } from '../scores.ts'

/** People in each cohort at most (our choice; a few hundred are usual). */
const mostPeople = 300

/** People of a cohort, each by the views that show them. */
export type CohortPeople = readonly (readonly number[])[]

/**
 * Two cohorts of different development people: one in the role of probes (Z) and one in the role of references (T). The split's
 * seed and the names decide who is in which.
 */
export function chooseCohorts(
  protocol: PairProtocol,
  { seed, halfOfPair }: PeopleSplit,
): { z: CohortPeople; t: CohortPeople } {
  const rng = createRng(seed).fork('cohorts')
  const people = peopleOfPairs(protocol).filter((_, pair) => halfOfPair[pair] === 'development')
  const ranked = [...new Set(people.flatMap(({ reference, probe }) => [reference, probe]))]
    .map((name) => ({ name, rank: rng.fork(name).next() }))
    .sort((a, b) => a.rank - b.rank)
  const views = viewsOfPeople(protocol)
  const cohort = (first: 0 | 1) =>
    ranked
      .filter((_, i) => i % 2 === first)
      .slice(0, mostPeople)
      .map(({ name }) => views.get(name)!)
  return { z: cohort(0), t: cohort(1) }
}

/** The views of each person that occur in the pair list, in its order. */
function viewsOfPeople({ pairs, views }: PairProtocol): Map<string, number[]> {
  const byPerson = new Map<string, number[]>()
  for (const view of new Set(pairs.flatMap(({ reference, probe }) => [reference, probe]))) {
    const { person } = views[view]!
    const own = byPerson.get(person)
    if (own === undefined) byPerson.set(person, [view])
    else own.push(view)
  }
  return byPerson
}
