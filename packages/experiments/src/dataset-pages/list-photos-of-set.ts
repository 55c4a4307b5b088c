import { z } from 'zod'
import type { OpenedSet } from './opened-sets.ts'
import { photoKey } from './photo-key.ts'
import { type Knowledge, type PhotoTile, photoTile } from './photo-tile.ts'
import { problemKinds } from './problem-items.ts'

/** Most that is handed out at once; our choice. */
const mostOnPage = 200

const PageSchema = z.object({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(mostOnPage).default(60) })

/** Which photos of a set are looked at; left out: all. */
export const PhotoQuerySchema = PageSchema.extend({
  /** Part of the person's name or of the photo's, in any case. */
  search: z.string().max(200).default(''),
  /** The person's whole name. */
  person: z.string().max(500).optional(),
  masked: z.boolean().optional(),
  /** A column of the labels and its value. */
  attribute: z.object({ column: z.string().max(200), value: z.string().max(500) }).optional(),
  /** `any`: with any problem. */
  problem: z.enum(['any', ...problemKinds]).optional(),
  review: z.enum(['open', 'kept', 'excluded']).optional(),
})

export const PeopleQuerySchema = PageSchema.extend({ search: z.string().max(200).default('') })

export type PhotoQuery = z.infer<typeof PhotoQuerySchema>

export interface PhotoPage {
  readonly edition: string
  /** That the query allows, on all pages. */
  readonly total: number
  readonly photos: readonly PhotoTile[]
}

export interface PersonTile {
  readonly person: string
  readonly photos: number
  readonly masked: number
  /** With a problem. */
  readonly suspects: number
  /** The first photo, bare where there is one. */
  readonly key: string
}

/** A page of the photos that a query allows, in the order of the set. */
export function listPhotosOfSet(set: OpenedSet, query: PhotoQuery, knowledge: Knowledge): PhotoPage {
  const isWanted = photoFilter(set, query, knowledge)
  const { offset, limit } = query
  let total = 0
  const photos: PhotoTile[] = []
  for (const position of candidates(set, query)) {
    if (!isWanted(position)) continue
    if (total >= offset && photos.length < limit) photos.push(photoTile(set, position, knowledge))
    total++
  }
  return { edition: set.edition, total, photos }
}

function candidates({ dataset, people }: OpenedSet, { person }: PhotoQuery): Iterable<number> {
  return person === undefined ? dataset.photos.keys() : (people.get(person) ?? [])
}

function photoFilter(
  { dataset }: OpenedSet,
  { search, masked, attribute, problem, review }: PhotoQuery,
  { findings, reviews }: Knowledge,
): (position: number) => boolean {
  const words = search.trim().toLowerCase()
  return (position) => {
    const photo = dataset.photos[position]!
    if (masked !== undefined && photo.masked !== masked) return false
    if (attribute !== undefined && photo.attributes?.[attribute.column] !== attribute.value) return false
    if (problem !== undefined) {
      const items = findings?.byPosition.get(position) ?? []
      if (!items.some(({ kind }) => problem === 'any' || kind === problem)) return false
    }
    if (review !== undefined) {
      const exclude = reviews.get(photo.id)
      const state = exclude === undefined ? 'open' : exclude ? 'excluded' : 'kept'
      if (state !== review) return false
    }
    return words === '' || photo.person.toLowerCase().includes(words) || photo.id.toLowerCase().includes(words)
  }
}

/** A page of people, in code-unit order of their names. */
export function listPeopleOfSet(
  set: OpenedSet,
  { search, offset, limit }: z.infer<typeof PeopleQuerySchema>,
  { findings }: Knowledge,
): { readonly edition: string; readonly total: number; readonly people: readonly PersonTile[] } {
  const words = search.trim().toLowerCase()
  const found = [...set.people].filter(([person]) => words === '' || person.toLowerCase().includes(words))
  const people = found.slice(offset, offset + limit).map(([person, positions]): PersonTile => {
    const isMasked = (position: number) => set.dataset.photos[position]!.masked
    return {
      person,
      photos: positions.length,
      masked: positions.filter(isMasked).length,
      suspects: positions.filter((position) => findings?.byPosition.has(position)).length,
      key: photoKey(set, positions.find((position) => !isMasked(position)) ?? positions[0]!),
    }
  })
  return { edition: set.edition, total: found.length, people }
}
