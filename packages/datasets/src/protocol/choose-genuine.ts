import type { Rng } from '@maskmirror/core'
import type { ViewPair } from './pair-protocol.ts'
import type { PersonViews } from './person-views.ts'

/**
 * Pairs of views of one person: all, or as many as allowed, taken one from each person in turn so that people with many
 * photos do not dominate. A pair occurs once, in one direction, which a coin decides where both are possible.
 */
export function chooseGenuine(
  people: readonly PersonViews[],
  max: number,
  rng: Rng,
): { pairs: ViewPair[]; possible: number } {
  const queues = people.map(({ person, references, probes }) => {
    const own = rng.fork(person)
    const pairs: ViewPair[] = []
    for (const [i, reference] of references.entries()) {
      for (const [j, probe] of probes.entries()) {
        if (references !== probes) pairs.push({ reference, probe, genuine: true })
        else if (i < j) {
          const turned = own.next() < 0.5
          pairs.push({ reference: turned ? probe : reference, probe: turned ? reference : probe, genuine: true })
        }
      }
    }
    return own.shuffle(pairs)
  })
  const possible = queues.reduce((sum, queue) => sum + queue.length, 0)
  const order = rng.shuffle(queues)
  const pairs: ViewPair[] = []
  for (let round = 0; pairs.length < Math.min(max, possible); round++) {
    for (const queue of order) {
      const pair = queue[round]
      if (pair !== undefined && pairs.length < max) pairs.push(pair)
    }
  }
  return { pairs, possible }
}
