/**
 * Who is on the photos of a list that names nobody: photos that genuine pairs join are of one person. Two groups may still be one person,
 * whom no pair joins.
 *
 * @param photos their number
 * @param pairs photos by index
 * @returns by photo, the first photo of its person
 */
export function inferPeople(
  photos: number,
  pairs: readonly { readonly reference: number; readonly probe: number; readonly genuine: boolean }[],
): number[] {
  const parent = Array.from({ length: photos }, (_, i) => i)
  const rootOf = (photo: number) => {
    let root = photo
    while (parent[root] !== root) root = parent[root]!
    // shortens the way for the next
    for (let at = photo; at !== root; ) [at, parent[at]] = [parent[at]!, root]
    return root
  }
  for (const { reference, probe, genuine } of pairs) {
    if (!genuine) continue
    const [a, b] = [rootOf(reference), rootOf(probe)]
    parent[Math.max(a, b)] = Math.min(a, b)
  }
  return parent.map((_, photo) => rootOf(photo))
}
