import type { Photo } from '#dataset.ts'
import type { View } from './pair-protocol.ts'

/** The views of one person, by index, with the sides that they can be on. */
export interface PersonViews {
  readonly person: string
  readonly references: readonly number[]
  readonly probes: readonly number[]
}

/**
 * How photos become views.
 *
 * - `bare`: every bare photo is a view, its mask is to be drawn
 * - `joined`: a person's k-th bare photo with the k-th masked one, in the order of their ids; what is left over is not used
 * - `apart`: every photo is a view of its own, bare ones as references and masked ones as probes
 */
export type ViewRule = 'bare' | 'joined' | 'apart'

/** A person's photos in the order of their ids. */
export interface PersonPhotos {
  readonly person: string
  readonly bare: readonly string[]
  readonly masked: readonly string[]
}

/** Sorted as the photos are: by the id of the person's first photo. */
export function groupByPerson(photos: readonly Photo[]): PersonPhotos[] {
  const groups = new Map<string, { bare: string[]; masked: string[] }>()
  for (const { id, person, masked } of photos) {
    const group = groups.get(person) ?? { bare: [], masked: [] }
    group[masked ? 'masked' : 'bare'].push(id)
    groups.set(person, group)
  }
  return [...groups].map(([person, group]) => ({ person, ...group }))
}

/** People without any view are left out. With `bare` and `joined` every view can be on both sides: the two lists are one. */
export function makeViews(
  people: readonly PersonPhotos[],
  rule: ViewRule,
): { views: View[]; personViews: PersonViews[] } {
  const views: View[] = []
  const add = (view: View) => views.push(view) - 1
  const personViews = people.map(({ person, bare, masked }): PersonViews => {
    if (rule === 'apart') {
      return {
        person,
        references: bare.map((id) => add({ person, bare: id, masked: null })),
        probes: masked.map((id) => add({ person, bare: null, masked: id })),
      }
    }
    const both =
      rule === 'bare'
        ? bare.map((id) => add({ person, bare: id, masked: null }))
        : bare.slice(0, masked.length).map((id, k) => add({ person, bare: id, masked: masked[k]! }))
    return { person, references: both, probes: both }
  })
  return { views, personViews: personViews.filter((one) => one.references.length + one.probes.length > 0) }
}
