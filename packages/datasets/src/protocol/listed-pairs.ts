import type { Rng } from '@maskmirror/core'
import type { Dataset, Photo, PhotoPair } from '#dataset.ts'
import type { View, ViewPair } from './pair-protocol.ts'

/**
 * Makes a set's own pair list into pairs of views, one view for each photo that it names, in the list's order.
 *
 * @param isIncluded whether a person takes part; a pair stays when both do
 * @param max how many genuine and how many impostor pairs stay; beyond it a random choice
 */
export function pairsFromList(
  dataset: Dataset & { readonly pairs: readonly PhotoPair[] },
  isIncluded: (person: string) => boolean,
  max: { readonly genuine: number; readonly impostor: number },
  rng: Rng,
): { views: View[]; pairs: ViewPair[]; notes: string[] } {
  const photoById = new Map<string, Photo>(dataset.photos.map((photo) => [photo.id, photo]))
  const included = dataset.pairs.filter((pair) =>
    [pair.reference, pair.probe].every((id) => isIncluded(photoById.get(id)!.person)),
  )
  const genuine = choose(
    included.filter((pair) => pair.genuine),
    max.genuine,
    rng.fork('genuine'),
  )
  const impostor = choose(
    included.filter((pair) => !pair.genuine),
    max.impostor,
    rng.fork('impostor'),
  )
  const chosen = new Set([...genuine, ...impostor])
  const views: View[] = []
  const viewOfPhoto = new Map<string, number>()
  const viewIndex = (id: string) => {
    const known = viewOfPhoto.get(id)
    if (known !== undefined) return known
    const { person, masked } = photoById.get(id)!
    viewOfPhoto.set(id, views.length)
    return views.push({ person, bare: masked ? null : id, masked: masked ? id : null }) - 1
  }
  const pairs = included
    .filter((pair) => chosen.has(pair))
    .map((pair) => ({ ...pair, reference: viewIndex(pair.reference), probe: viewIndex(pair.probe) }))
  const notes = [`Pairs come from the set's own list of ${dataset.pairs.length}.`]
  if (included.length < dataset.pairs.length) {
    notes.push(`${dataset.pairs.length - included.length} listed pairs are left out: not both people are in the half.`)
  }
  if (chosen.size < included.length) notes.push(`A random choice of ${chosen.size} of ${included.length} listed pairs.`)
  return { views, pairs, notes }
}

function choose(pairs: readonly PhotoPair[], max: number, rng: Rng): readonly PhotoPair[] {
  return pairs.length <= max ? pairs : rng.shuffle(pairs).slice(0, max)
}
