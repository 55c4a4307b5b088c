/** Variance, with n − 1; NaN when a value is NaN. */
export function variance(values: Float64Array): number {
  return covariance(values, values)
}

/** The slope of the straight line of `y` over `x` by least squares; 0 when x does not vary. */
export function slope(x: Float64Array, y: Float64Array): number {
  const spread = variance(x)
  return spread > 0 ? covariance(x, y) / spread : 0
}

function covariance(x: Float64Array, y: Float64Array): number {
  const meanX = mean(x)
  const meanY = mean(y)
  return x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0) / (x.length - 1)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
