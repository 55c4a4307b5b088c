import type { ScoreSet, SideNames } from './score-set.ts'

/** What all of several sets name. */
export interface NamedSides {
  readonly people: boolean
  readonly reference: boolean
  readonly probe: boolean
}

/**
 * A number for each comparison of each set that is the same for the same pair: people and pictures as far as all sets name them.
 * Position in the file where nothing is named. Pairs that a file repeats have the same number again.
 */
export function pairKeys(sets: readonly ScoreSet[], named: NamedSides): Float64Array[] {
  if (!named.people && !named.reference && !named.probe) {
    return sets.map(({ scores }) => Float64Array.from(scores.keys()))
  }
  const people = createNumbers<string>()
  const pictures = createNumbers<string>()
  const numbered = sets.map((set) => ({
    people: named.people ? numbersOf(set.people!, people) : null,
    pictures: named.reference || named.probe ? numbersOf(set.pictures, pictures) : null,
  }))
  const sides = createNumbers<number>()
  const sideOf = (person: number, picture: number) => sides.of(person * (pictures.count + 1) + picture)
  const ofSets = sets.map((set, s) => {
    const column = (which: 'reference' | 'probe') => {
      const numbers = new Int32Array(set.scores.length)
      for (let row = 0; row < numbers.length; row++) {
        const person = numbered[s]!.people?.[set.people![which]![row]!] ?? 0
        const picture = named[which] ? numbered[s]!.pictures![set.pictures[which]![row]!]! + 1 : 0
        numbers[row] = sideOf(person, picture)
      }
      return numbers
    }
    return [column('reference'), column('probe')] as const
  })
  return ofSets.map(([reference, probe]) =>
    Float64Array.from(reference, (side, row) => side * sides.count + probe[row]!),
  )
}

/** The names behind one comparison, as far as all sets have them; its line where nothing is named. */
export function pairText({ people, pictures }: ScoreSet, row: number, named: NamedSides): string {
  const names = [
    ...(named.people ? [nameAt(people!, 'reference', row), nameAt(people!, 'probe', row)] : []),
    ...(named.reference ? [nameAt(pictures, 'reference', row)] : []),
    ...(named.probe ? [nameAt(pictures, 'probe', row)] : []),
  ]
  return names.length === 0 ? String(row) : names.join(' ')
}

export function namedInAll(sets: readonly ScoreSet[]): NamedSides {
  return {
    people: sets.every(({ people }) => people !== null),
    reference: sets.every(({ pictures }) => pictures.reference !== null),
    probe: sets.every(({ pictures }) => pictures.probe !== null),
  }
}

/** Whether pairs of the sets can be found by name, or none has any names and place alone can tell. */
export function canBeMatched(sets: readonly ScoreSet[]): boolean {
  const { people, reference, probe } = namedInAll(sets)
  return people || reference || probe || sets.every((set) => !namesAnything(set))
}

/** Whether the file says who or what is on a comparison. */
export function namesAnything({ people, pictures }: ScoreSet): boolean {
  return people !== null || pictures.reference !== null || pictures.probe !== null
}

function nameAt({ names, ...sides }: SideNames, which: 'reference' | 'probe', row: number): string {
  return names[sides[which]![row]!]!
}

/** Numbers from 0 in order of appearance. */
function createNumbers<Key>(): { of(key: Key): number; readonly count: number } {
  const known = new Map<Key, number>()
  return {
    of: (key) => {
      const found = known.get(key)
      if (found !== undefined) return found
      known.set(key, known.size)
      return known.size - 1
    },
    get count() {
      return known.size
    },
  }
}

/** A set's own numbers of names to those of all sets; an accent as a sign of its own (NFD) is the same name as one with its letter. */
function numbersOf({ names }: SideNames, shared: { of(name: string): number }): Int32Array {
  return Int32Array.from(names, (name) => shared.of(name.normalize('NFC')))
}
