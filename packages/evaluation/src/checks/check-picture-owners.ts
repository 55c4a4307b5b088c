import { counted, exampleCount, type Finding } from './finding.ts'

/** Finds pictures that are said to show several people; what is not known (null) is not checked. */
export function checkPictureOwners(
  pictures: Iterable<{ readonly person: string | null; readonly picture: string | null }>,
): Finding[] {
  const owners = new Map<string, string>()
  const shared = new Set<string>()
  for (const { person, picture } of pictures) {
    if (picture === null || person === null) continue
    const owner = owners.get(picture)
    if (owner === undefined) owners.set(picture, person)
    else if (owner !== person) shared.add(picture)
  }
  if (shared.size === 0) return []
  const names = [...shared].slice(0, exampleCount)
  return [
    {
      code: 'picture-of-several-people',
      severity: 'error',
      message: `Expected each picture to belong to one person but ${counted(shared.size, 'picture has', 'pictures have')} several names, first "${names[0]}"`,
      details: { count: shared.size, pictures: names },
    },
  ]
}
