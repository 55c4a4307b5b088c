/**
 * Numbers of several arrays in one, in their order.
 *
 * @param type of the result
 */
export function concatenate<Numbers extends { set(from: ArrayLike<number>, offset: number): void }>(
  type: new (length: number) => Numbers,
  parts: readonly ArrayLike<number>[],
): Numbers {
  const all = new type(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}
