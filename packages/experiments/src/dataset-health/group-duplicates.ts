import type { DuplicateGroup, PhotoOfSet } from './health-report.ts'

/** Two photos, by index, that come from one, with how that is known. */
export interface DuplicatePair {
  readonly a: number
  readonly b: number
  readonly kind: DuplicateGroup['kind']
}

/** From the strongest to the weakest. */
const kinds = ['same-file', 'same-picture', 'same-face'] as const
const spans = ['people', 'sets', 'person'] as const

/**
 * Joins pairs that share a photo.
 *
 * @param keyOf the name by which people of several sets are compared
 */
export function groupDuplicates(
  pairs: readonly DuplicatePair[],
  photos: readonly PhotoOfSet[],
  keyOf: (person: string) => string,
): DuplicateGroup[] {
  const parents = new Map<number, number>()
  const rootOf = (index: number): number => {
    const parent = parents.get(index) ?? index
    if (parent === index) return index
    const root = rootOf(parent)
    parents.set(index, root)
    return root
  }
  for (const { a, b } of pairs) {
    const [one, other] = [rootOf(a), rootOf(b)]
    // the smaller index is the root, so that groups do not depend on the order of the pairs
    parents.set(Math.max(one, other), Math.min(one, other))
  }
  const groups = new Map<number, { members: Set<number>; kind: number }>()
  for (const { a, b, kind } of pairs) {
    const root = rootOf(a)
    const group = groups.get(root) ?? { members: new Set(), kind: 0 }
    group.members.add(a).add(b)
    group.kind = Math.max(group.kind, kinds.indexOf(kind))
    groups.set(root, group)
  }
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([, { members, kind }]) => {
      const of = [...members].sort((a, b) => a - b).map((index) => photos[index]!)
      const names = new Set(of.map(({ person }) => keyOf(person))).size
      const sets = new Set(of.map(({ set }) => set)).size
      const across = names > 1 ? 'people' : sets > 1 ? 'sets' : 'person'
      return { kind: kinds[kind]!, across, photos: of } as const
    })
    .sort((a, b) => spans.indexOf(a.across) - spans.indexOf(b.across))
}
