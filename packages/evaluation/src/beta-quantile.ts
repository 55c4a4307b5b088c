import { EvaluationError } from './evaluation-error.ts'

/**
 * The value below which a share of the beta distribution lies; relative error below 1e-9, absolute below 1e-12, for parameters up to 1e9 and more.
 *
 * Newton's method inside a bracket, on the continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8) with
 * the density written as Loader does it (2000), which does not lose digits when the parameters are large.
 *
 * @param share in (0, 1)
 * @param a above 0
 * @param b above 0
 * @throws EvaluationError `rate-out-of-range` or `count-out-of-range`
 */
export function betaQuantile(share: number, a: number, b: number): number {
  if (!(share > 0 && share < 1)) {
    throw new EvaluationError({
      code: 'rate-out-of-range',
      message: `Expected share in (0, 1) but received ${share}`,
      details: { share },
    })
  }
  if (!(a > 0 && b > 0)) {
    throw new EvaluationError({
      code: 'count-out-of-range',
      message: `Expected a and b above 0 but received ${a} and ${b}`,
      details: { a, b },
    })
  }
  let low = 0
  let high = 1
  let x = a / (a + b)
  for (let step = 0; step < 200; step++) {
    const excess = betaShareBelow(x, a, b) - share
    if (excess > 0) high = x
    else low = x
    const newton = x - (excess * x * (1 - x)) / betaWeight(x, a, b)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - x) <= 1e-15 * x) return next
    x = next
  }
  return x
}

/** Regularised incomplete beta function. */
export function betaShareBelow(x: number, a: number, b: number): number {
  const below = x < (a + 1) / (a + b + 2)
  const [p, q, y] = below ? [a, b, x] : [b, a, 1 - x]
  const tail = betaWeight(x, a, b) / (p * continuedFraction(y, p, q))
  return below ? tail : 1 - tail
}

/** Lentz's method, modified by Thompson & Barnett (1986). */
function continuedFraction(x: number, a: number, b: number): number {
  const kept = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let product = d
  const most = 1000 + 10 * Math.sqrt(a + b)
  for (let m = 1; m < most; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    product *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    product *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return 1 / product
}

/** x^a (1 − x)^b / B(a, b). */
function betaWeight(x: number, a: number, b: number): number {
  const n = a + b
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * (1 - x))
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(exponent)
}

/** k ln(k / mean) + mean − k without cancellation where k is near the mean (Loader 2000). */
function deviance(k: number, mean: number): number {
  const difference = k - mean
  if (Math.abs(difference) >= 0.1 * (k + mean)) return k * Math.log(k / mean) - difference
  const v = difference / (k + mean)
  let sum = difference * v
  let term = 2 * k * v
  for (let j = 1; ; j++) {
    term *= v * v
    const next = sum + term / (2 * j + 1)
    if (next === sum || Number.isNaN(next)) return next // NaN would never come to rest
    sum = next
  }
}

/** ln Γ(z) less Stirling's formula for it. */
function stirlingError(z: number): number {
  let error = 0
  let shifted = z
  for (; shifted < 16; shifted++) error += (shifted + 0.5) * Math.log1p(1 / shifted) - 1
  const inverse = 1 / (shifted * shifted)
  const series = 1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))
  return error + series / shifted
}
