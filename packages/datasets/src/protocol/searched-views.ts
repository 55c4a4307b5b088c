import type { Dataset } from '#dataset.ts'
import type { PairProtocol, View } from './pair-protocol.ts'
import { searchRole } from './search-role.ts'

/** The views whose photos a run works on: those of the pairs and those that are only searched or searched in. */
export function usedViews({ pairs, searchOnly = [] }: Pick<PairProtocol, 'pairs' | 'searchOnly'>): Set<number> {
  return new Set([...pairs.flatMap(({ reference, probe }) => [reference, probe]), ...searchOnly])
}

/**
 * Adds to a protocol what is searched and in no pair: photos with a role of their own (`gallery`, `probe`, `distractor`).
 *
 * @param isIncluded whether a person takes part
 */
export function withSearchedViews(
  protocol: PairProtocol,
  { photos }: Pick<Dataset, 'photos'>,
  isIncluded: (person: string) => boolean,
): PairProtocol {
  const used = usedViews(protocol)
  const viewOfPhoto = new Map<string, number>()
  for (const [index, { bare, masked }] of protocol.views.entries()) {
    for (const id of [bare, masked]) if (id !== null) viewOfPhoto.set(id, index)
  }
  const views: View[] = [...protocol.views]
  const searchOnly = new Set<number>()
  let distractors = 0
  for (const photo of photos) {
    const role = searchRole(photo)
    const { id, person, masked } = photo
    if (role === null || !isIncluded(person)) continue
    if (role === 'distractor') distractors++
    // where masks are drawn, a mask that is worn has no place
    const isShown = !masked || protocol.maskSource === 'real'
    const known = viewOfPhoto.get(id)
    if (known === undefined && !isShown) continue
    const view = known ?? views.push({ person, bare: masked ? null : id, masked: masked ? id : null }) - 1
    if (!used.has(view)) searchOnly.add(view)
  }
  if (searchOnly.size === 0) return protocol
  const note = `Identification: ${searchOnly.size} more photos are searched or searched in, ${distractors} distractors among them.`
  return { ...protocol, views, searchOnly: [...searchOnly], notes: [...protocol.notes, note] }
}
