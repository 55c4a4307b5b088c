import { z } from 'zod'
import type { OpenedSet } from './opened-sets.ts'
import { type Knowledge, type PhotoTile, photoTile } from './photo-tile.ts'
import { type ProblemItem, problemKinds } from './problem-items.ts'

/** Which suspects are looked at. */
export const SuspectsQuerySchema = z.object({
  kind: z.enum(problemKinds),
  /** Only items of which a suspect is not decided. */
  open: z.boolean().default(false),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(100).default(24),
})

/** A photo on a contact sheet. */
export interface SheetPhoto {
  readonly note: string
  /** Whether there is something to decide about it here. */
  readonly isSuspect: boolean
  /** Id of its set: a duplicate may lie in another one. */
  readonly dataset: string
  readonly tile: PhotoTile
}

/** A suspect with what it is compared with, or a group of duplicates. */
export interface SheetItem {
  readonly photos: readonly SheetPhoto[]
}

export interface SuspectsPage {
  readonly edition: string
  readonly total: number
  readonly items: readonly SheetItem[]
}

/** Bare photos of the same name beside a photo that looks like a stranger. Our choice: they fill a row. */
const mates = 3

/**
 * A contact sheet of one kind of problem.
 *
 * @param others the other sets of the report by their names, as far as they are as they were when it was made
 */
export function suspectsPage(
  set: OpenedSet,
  others: ReadonlyMap<string, OpenedSet>,
  { kind, open, offset, limit }: z.infer<typeof SuspectsQuerySchema>,
  knowledge: Knowledge,
): SuspectsPage {
  const { findings, reviews } = knowledge
  const isOpen = ({ photos }: ProblemItem) =>
    photos.some(({ photo, isSuspect }) => isSuspect && photo.set === set.dataset.name && !reviews.has(photo.photo))
  const all = findings?.items.get(kind) ?? []
  const wanted = open ? all.filter(isOpen) : all
  const items = wanted.slice(offset, offset + limit).map(({ photos }): SheetItem => {
    const sheet = photos.flatMap(({ photo, note, isSuspect }): SheetPhoto[] => {
      const isOwn = photo.set === set.dataset.name
      const of = isOwn ? set : others.get(photo.set)
      const position = of?.positionOf.get(photo.photo)
      if (of === undefined || position === undefined) return []
      const tile = photoTile(of, position, isOwn ? knowledge : { findings: null, reviews: new Map() })
      return [{ note, isSuspect: isSuspect && isOwn, dataset: of.id, tile }]
    })
    const first = photos[0]!.photo
    if (kind !== 'identity' && kind !== 'person') return { photos: sheet }
    const shown = new Set(photos.map(({ photo }) => photo.photo))
    return { photos: [...sheet, ...matesOf(set, first.person, shown, knowledge)] }
  })
  return { edition: set.edition, total: wanted.length, items: items.filter(({ photos }) => photos.length > 0) }
}

function matesOf(set: OpenedSet, person: string, shown: ReadonlySet<string>, knowledge: Knowledge): SheetPhoto[] {
  return (set.people.get(person) ?? [])
    .filter((position) => {
      const mate = set.dataset.photos[position]!
      return !shown.has(mate.id) && !mate.masked
    })
    .slice(0, mates)
    .map((position) => ({
      note: 'the same name',
      isSuspect: false,
      dataset: set.id,
      tile: photoTile(set, position, knowledge),
    }))
}
