import type { ScoreSet, SideNames } from './score-set.ts'

/**
 * A text for each comparison that is the same for the same pair in another file: people and pictures as far as both files name them, and
 * which time the pair occurs. Position in the file where nothing is named.
 */
export function pairKeys(set: ScoreSet, named: NamedSides): string[] {
  const columns = [
    ...(named.people && set.people !== null ? columnsOf(set.people, true, true) : []),
    ...columnsOf(set.pictures, named.reference, named.probe),
  ]
  if (columns.length === 0) return Array.from(set.scores, (_, i) => String(i))
  const seen = new Map<string, number>()
  return Array.from(set.scores, (_, i) => {
    const pair = columns.map(({ numbers, names }) => names[numbers[i]!]).join('\n')
    const times = seen.get(pair) ?? 0
    seen.set(pair, times + 1)
    return times === 0 ? pair : `${pair}\n#${times}`
  })
}

/** What all of several sets name. */
export interface NamedSides {
  readonly people: boolean
  readonly reference: boolean
  readonly probe: boolean
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

function columnsOf({ reference, probe, names }: SideNames, withReference: boolean, withProbe: boolean) {
  return [
    ...(withReference && reference !== null ? [{ numbers: reference, names }] : []),
    ...(withProbe && probe !== null ? [{ numbers: probe, names }] : []),
  ]
}
