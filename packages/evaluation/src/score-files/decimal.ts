/** Powers of ten that a double holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))

/** Digits that always fit into the 53 bits of a double. */
const exactDigits = 15

/** Digits after those, small enough for the arithmetic below to be exact. */
const furtherDigits = 7

/**
 * The number that decimal text stands for, straight from its bytes: the same double as `Number(text)`, without making the text.
 *
 * Up to 15 digits are one exact whole number and one exact power of ten, so a single division or multiplication rounds correctly
 * (Clinger, "How to read floating point numbers accurately", 1990). Up to 22 digits are divided with twice the precision
 * (Dekker, 1971); what that cannot decide, and everything longer or of an unusual size, is left to `Number`.
 *
 * @param bytes UTF-8 or ASCII; the number fills start..end without blanks
 * @returns NaN for what is no decimal number, such as `nan`, `0x1`, `1_000` or nothing; infinite when it is too large
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  const first = bytes[i]
  const negative = first === 45
  if (negative || first === 43) i++
  let high = 0
  let low = 0
  let significant = 0
  let fraction = 0
  let anyDigit = false
  let afterPoint = false
  for (; i < end; i++) {
    const digit = bytes[i]! - 48
    if (digit >= 0 && digit <= 9) {
      anyDigit = true
      if (significant < exactDigits) high = high * 10 + digit
      else low = low * 10 + digit
      if (significant > 0 || digit > 0) significant++
      if (afterPoint) fraction++
    } else if (digit === -2 && !afterPoint) afterPoint = true
    else break
  }
  if (!anyDigit) return Number.NaN
  let exponent = 0
  if (i < end) {
    if ((bytes[i]! | 32) !== 101 || i + 1 >= end) return Number.NaN
    i++
    const sign = bytes[i]
    if (sign === 45 || sign === 43) i++
    if (i >= end) return Number.NaN
    for (; i < end; i++) {
      const digit = bytes[i]! - 48
      if (digit < 0 || digit > 9) return Number.NaN
      exponent = Math.min(exponent * 10 + digit, 9999)
    }
    if (sign === 45) exponent = -exponent
  }
  const scale = exponent - fraction
  const size =
    significant <= exactDigits
      ? scaled(high, scale)
      : significant <= exactDigits + furtherDigits
        ? divided(high, low, significant - exactDigits, -scale)
        : Number.NaN
  if (Number.isNaN(size)) return Number(new TextDecoder().decode(bytes.subarray(start, end)))
  return negative ? -size : size
}

/** NaN where it cannot be done with one rounding. */
function scaled(digits: number, scale: number): number {
  if (scale === 0 || digits === 0) return digits
  if (scale < 0) return scale >= -22 ? digits / powers[-scale]! : Number.NaN
  return scale <= 22 ? digits * powers[scale]! : Number.NaN
}

/** 2^27 + 1, which splits a double into two halves. */
const splitter = 134217729

/**
 * (high · 10^lowDigits + low) / 10^places, correctly rounded; NaN when it is too close to the middle of two doubles to tell.
 */
function divided(high: number, low: number, lowDigits: number, places: number): number {
  if (places < 0 || places > 22) return Number.NaN
  const factor = powers[lowDigits]!
  const product = high * factor
  const rest = productError(high, factor, product) + low // whole and small: exact
  const numerator = product + rest
  const numeratorRest = rest - (numerator - product)
  const divisor = powers[places]!
  const quotient = numerator / divisor
  const back = quotient * divisor
  const correction = (numerator - back - productError(quotient, divisor, back) + numeratorRest) / divisor
  const doubt = quotient * 2 ** -100 // the correction is off by less than 2^-102 of the quotient
  const result = quotient + (correction + doubt)
  return result === quotient + (correction - doubt) ? result : Number.NaN
}

/** What rounding took from a product: a · b - product, exactly. */
function productError(a: number, b: number, product: number): number {
  const aScaled = splitter * a
  const aHigh = aScaled - (aScaled - a)
  const aLow = a - aHigh
  const bScaled = splitter * b
  const bHigh = bScaled - (bScaled - b)
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}
