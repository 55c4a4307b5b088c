import type { PairPeople } from '#comparison.ts'
import { EvaluationError } from '#evaluation-error.ts'

/** Scores that several systems, or several arms of one, gave to the same pairs. Arrays of one element a pair. */
export interface SystemScores {
  /** At least one, with names of their own. */
  readonly systems: readonly { readonly name: string; readonly scores: readonly number[] }[]
  readonly genuine: readonly boolean[]
  readonly people: readonly PairPeople[]
}

/** Those of the pairs that `keep` accepts. */
export function pairsWhere(scores: SystemScores, keep: (pair: number) => boolean): SystemScores {
  const kept = <Value>(values: readonly Value[]) => values.filter((_, pair) => keep(pair))
  return {
    systems: scores.systems.map(({ name, scores }) => ({ name, scores: kept(scores) })),
    genuine: kept(scores.genuine),
    people: kept(scores.people),
  }
}

/** Everybody on the pairs. */
export function peopleOf({ people }: SystemScores): Set<string> {
  return new Set(people.flatMap(({ reference, probe }) => [reference, probe]))
}

/** @throws EvaluationError `shape-mismatch` */
export function requireSystemScores({ systems, genuine, people }: SystemScores): void {
  const names = new Set(systems.map(({ name }) => name))
  if (systems.length === 0 || names.size < systems.length) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected systems with names of their own, at least one, but received ${systems.map(({ name }) => `"${name}"`).join(', ') || 'none'}`,
    })
  }
  const lengths = [people.length, ...systems.map(({ scores }) => scores.length)]
  if (lengths.every((length) => length === genuine.length)) return
  throw new EvaluationError({
    code: 'shape-mismatch',
    message: `Expected people and the scores of every system to have ${genuine.length} elements, one a pair, but received ${lengths.join(', ')}`,
    details: { pairs: genuine.length, lengths },
  })
}
