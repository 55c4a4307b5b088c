import type { Findings } from './findings.ts'
import type { OpenedSet } from './opened-sets.ts'
import { photoKey } from './photo-key.ts'
import type { ProblemKind } from './problem-items.ts'

/** A photo in a grid. */
export interface PhotoTile {
  /** See `photoKey`. */
  readonly key: string
  /** Id of the photo in its set, as lists name it. */
  readonly name: string
  readonly person: string
  readonly masked: boolean
  /** Empty where no check has found any, or none was made. */
  readonly problems: readonly ProblemKind[]
  /** What a person decided; null: nothing. */
  readonly exclude: boolean | null
}

/** What is known of photos besides their set. */
export interface Knowledge {
  /** Null where no check was made. */
  readonly findings: Findings | null
  /** By photo id. */
  readonly reviews: ReadonlyMap<string, boolean>
}

export function photoTile(set: OpenedSet, position: number, { findings, reviews }: Knowledge): PhotoTile {
  const { id, person, masked } = set.dataset.photos[position]!
  const items = findings?.byPosition.get(position) ?? []
  return {
    key: photoKey(set, position),
    name: id,
    person,
    masked,
    problems: [...new Set(items.map(({ kind }) => kind))],
    exclude: reviews.get(id) ?? null,
  }
}
