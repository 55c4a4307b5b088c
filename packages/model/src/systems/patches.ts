/**
 * Values of square pictures in the order in which a decoder gives them: patch by patch, in each row by row.
 *
 * @param values side · side · 3 of each picture
 * @param patch pixels of a patch's side; it divides the side
 */
export function patches(values: Float32Array, side: number, patch: number): Float32Array {
  const result = new Float32Array(values.length)
  const run = patch * 3
  let to = 0
  for (let picture = 0; picture < values.length; picture += side * side * 3) {
    for (let top = 0; top < side; top += patch) {
      for (let left = 0; left < side; left += patch) {
        for (let y = top; y < top + patch; y++) {
          const from = picture + (y * side + left) * 3
          result.set(values.subarray(from, from + run), to)
          to += run
        }
      }
    }
  }
  return result
}
