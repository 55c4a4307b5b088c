import { createHash } from 'node:crypto'
import { createRng } from '@maskmirror/core'
import { byCodeUnit } from '#code-unit-order.ts'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { type PersonKeyRule, personKey } from './person-key.ts'

/** How people are told apart; the same rule gives a name the same part in every set, whoever else is there. */
export interface SplitRule {
  readonly seed: string | number
  /** Share of names that go to the first part, 0..1. */
  readonly share: number
  readonly parts: readonly [first: string, second: string]
  readonly personNames: PersonKeyRule
}

/** A person of one set. */
export interface SplitPerson {
  readonly dataset: string
  readonly person: string
  readonly part: string
  readonly photos: number
}

/** Part of a name by a seeded hash of the name alone; with the usual share of a half it is that of `--people`. */
export function partOfPerson(person: string, { seed, share, parts, personNames }: SplitRule): string {
  const draw = createRng(seed).fork('half').fork(personKey(person, personNames)).next()
  return draw < share ? parts[0] : parts[1]
}

/**
 * Splits the people of several sets, the same name always to the same side.
 *
 * @returns in the order of the sets, people in code-unit order
 * @throws DatasetError `bad-option`; `bad-split` when a part stays empty
 */
export function splitPeople(datasets: readonly Pick<Dataset, 'name' | 'photos'>[], rule: SplitRule): SplitPerson[] {
  const { share, parts } = rule
  if (!(share > 0 && share < 1)) {
    throw new DatasetError({ code: 'bad-option', message: `Expected share in (0, 1) but received ${share}` })
  }
  if (parts[0] === parts[1] || parts.some((part) => !/^[\w.-]+$/.test(part))) {
    throw new DatasetError({
      code: 'bad-option',
      message: `Expected parts to be two different words of letters, digits, _ . and - but received ${parts.join(', ')}`,
    })
  }
  const people = datasets.flatMap(({ name, photos }) => {
    const counts = new Map<string, number>()
    for (const { person } of photos) counts.set(person, (counts.get(person) ?? 0) + 1)
    return [...counts]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([person, count]) => ({ dataset: name, person, part: partOfPerson(person, rule), photos: count }))
  })
  for (const part of parts) {
    if (people.some((person) => person.part === part)) continue
    throw new DatasetError({
      code: 'bad-split',
      message: `Expected people in both parts but ${part} has none of ${people.length}; use another seed or share`,
      details: { part },
    })
  }
  return people
}

/** SHA-256 over the people of a set in a part: equal choices have equal checksums. */
export function checksumOfPeople(people: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([...people].sort(byCodeUnit)))
    .digest('hex')
}
