import { createRng } from '@maskmirror/core'
import type { SearchRole } from '@maskmirror/datasets'

/** Share of the people who are left out of the gallery, so that their probes have no mate (our choice). */
const leftOutShare = 1 / 3

/** An appearance of a person with the photos that a setting takes from it. */
export interface SearchableView {
  readonly view: number
  readonly person: string
  /** Photo in the state of the setting's reference; null when there is none. */
  readonly reference: string | null
  /** The same for the probe. A mask that was drawn does not make another photo. */
  readonly probe: string | null
  /** What these photos are for, as the set's labels say; null: whatever chance decides. */
  readonly roles: { readonly reference: SearchRole | null; readonly probe: SearchRole | null }
}

/** Who is searched where. */
export interface GalleryPlan {
  /** Chosen: one a person. Listed, and distractors: all. */
  readonly references: readonly SearchableView[]
  /** Each photo once, in random order. */
  readonly probes: readonly SearchableView[]
}

/**
 * Chooses gallery and probes. Where the set says which photos are the gallery, these are enrolled and those that it calls probes are
 * searched; people with probes alone have no mate. Else a third of the people have probes only; the others are enrolled with one photo,
 * and their other photos are probes. Distractors are enrolled in either case and never searched.
 *
 * Seed, names and photos decide, not the order of the views, so that settings with the same photos get the same people, references and
 * probes.
 */
export function chooseGallery(views: readonly SearchableView[], seed: number): GalleryPlan {
  const isDistractor = ({ roles }: SearchableView) => roles.reference === 'distractor' || roles.probe === 'distractor'
  const others = views.filter((view) => !isDistractor(view))
  const plan = others.some(({ roles }) => roles.reference === 'gallery') ? listedPlan(others) : chosenPlan(others, seed)
  const distractors = views.filter((view) => isDistractor(view) && view.reference !== null)
  return { ...plan, references: [...plan.references, ...distractors] }
}

/** Gallery and probes as the set's labels say. */
function listedPlan(views: readonly SearchableView[]): GalleryPlan {
  const probes = new Map<string, SearchableView>()
  for (const view of views) if (view.probe !== null && view.roles.probe === 'probe') probes.set(view.probe, view)
  const references = views.filter(({ reference, roles }) => reference !== null && roles.reference === 'gallery')
  return { references, probes: [...probes.values()] }
}

function chosenPlan(views: readonly SearchableView[], seed: number): GalleryPlan {
  const rng = createRng(seed).fork('gallery')
  const byPerson = new Map<string, SearchableView[]>()
  for (const view of views) {
    const own = byPerson.get(view.person)
    if (own === undefined) byPerson.set(view.person, [view])
    else own.push(view)
  }
  const people = inRandomOrder([...byPerson.keys()], (person) => rng.fork(`person ${person}`).next())
  const leftOut = new Set(people.slice(0, Math.floor(people.length * leftOutShare)))
  const references: SearchableView[] = []
  const probes = new Map<string, SearchableView>()
  for (const person of people) {
    const own = byPerson.get(person)!
    const candidates = leftOut.has(person) ? [] : own.filter(({ reference }) => reference !== null)
    const [enrolled] = inRandomOrder(candidates, ({ reference }) => rng.fork(`enrol ${reference}`).next())
    if (enrolled !== undefined) references.push(enrolled)
    // somebody without a photo to enrol is no probe without mate either: the gallery was meant to have them
    else if (!leftOut.has(person)) continue
    for (const view of own) {
      if (view.probe !== null && view.probe !== enrolled?.reference) probes.set(view.probe, view)
    }
  }
  return { references, probes: inRandomOrder([...probes.values()], ({ probe }) => rng.fork(`search ${probe}`).next()) }
}

function inRandomOrder<Item>(items: readonly Item[], rank: (item: Item) => number): Item[] {
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
