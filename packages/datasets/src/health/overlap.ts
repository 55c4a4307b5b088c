/** What two sets share. */
export interface SetOverlap {
  readonly a: string
  readonly b: string
  /** Names of people that are in both, sorted. */
  readonly people: readonly string[]
  /** Picture files with the same content, counted once for each content. */
  readonly pictures: number
}

interface OverlapSet {
  readonly name: string
  readonly people: ReadonlySet<string>
  /** SHA-256 of the picture files. */
  readonly contents: ReadonlySet<string>
}

/** What each two of several sets share; every pair of sets has an entry. */
export function findOverlap(sets: readonly OverlapSet[]): SetOverlap[] {
  return sets.flatMap((a, i) =>
    sets.slice(i + 1).map((b) => ({
      a: a.name,
      b: b.name,
      people: [...a.people].filter((person) => b.people.has(person)).sort(),
      pictures: [...a.contents].filter((content) => b.contents.has(content)).length,
    })),
  )
}
