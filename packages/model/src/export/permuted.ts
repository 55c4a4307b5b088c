/** An array of any rank with its axes in another order, and its new dimensions. */
export function permuted(
  values: Float32Array,
  dims: readonly number[],
  order: readonly number[],
): [Float32Array, number[]] {
  const strides = dims.map((_, i) => dims.slice(i + 1).reduce((product, size) => product * size, 1))
  const newDims = order.map((axis) => dims[axis]!)
  const result = new Float32Array(values.length)
  const position = newDims.map(() => 0)
  let from = 0
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from]!
    for (let axis = newDims.length - 1; axis >= 0; axis--) {
      const stride = strides[order[axis]!]!
      from += stride
      if (++position[axis]! < newDims[axis]!) break
      from -= stride * newDims[axis]!
      position[axis] = 0
    }
  }
  return [result, newDims]
}
