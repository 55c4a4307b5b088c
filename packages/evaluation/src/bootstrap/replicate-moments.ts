/** Variance of the values that are numbers, with n − 1; NaN for fewer than two. */
export function variance(values: Float64Array): number {
  return covariance(values, values)
}

/** The slope of the straight line of `y` over `x` by least squares, where both are numbers; 0 when x does not vary. */
export function slope(x: Float64Array, y: Float64Array): number {
  const known = x.map((value, i) => (Number.isNaN(y[i]!) ? Number.NaN : value))
  const spread = variance(known)
  return spread > 0 ? covariance(known, y) / spread : 0
}

/** Mean of the values that are numbers. */
export function mean(values: Float64Array): number {
  return meanOf(values.filter((value) => !Number.isNaN(value)))
}

/** Over the places where both are numbers. */
function covariance(x: Float64Array, y: Float64Array): number {
  const both = (_: number, i: number) => !Number.isNaN(x[i]! + y[i]!)
  const [knownX, knownY] = [x.filter(both), y.filter(both)]
  const [meanX, meanY] = [meanOf(knownX), meanOf(knownY)]
  let sum = 0
  for (let i = 0; i < knownX.length; i++) sum += (knownX[i]! - meanX) * (knownY[i]! - meanY)
  return sum / (knownX.length - 1)
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
