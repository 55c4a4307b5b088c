/** Dot product of two rows of unit length, summed in float64 and in order, so that it is the same everywhere. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
