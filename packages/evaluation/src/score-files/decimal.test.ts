import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDecimal } from './decimal.ts'

function parsed(text: string): number {
  const bytes = new TextEncoder().encode(`;${text};`)
  return parseDecimal(bytes, 1, bytes.length - 1)
}

describe('parseDecimal', () => {
  test.each([
    '0',
    '-0',
    '+1',
    '.5',
    '5.',
    '-.25',
    '1e3',
    '1E-3',
    '1.5e+10',
    '00012.50',
    '0.1',
    '0.30000000000000004',
    '9007199254740993',
    '9007199254740992.5',
    '123456789012345678',
    '0.14163996279239655',
    '-0.008457580581307411',
    '1.7976931348623157e308',
    '5e-324',
    '2.4703282292062328e-324',
    '0.000000000000000000000012345678901234567',
    '1e400',
    '-1e400',
    '1e-400',
    '0e999999999',
    '179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880',
  ])('%s is Number(text)', (text) => {
    expect(parsed(text)).toBe(Number(text))
  })

  test.each([
    '',
    '-',
    '+',
    '.',
    'e5',
    '1e',
    '1e+',
    'nan',
    'NaN',
    'inf',
    '0x1f',
    '1_000',
    '1,5',
    '1.2.3',
    '--1',
    ' 1',
    '1 ',
    '٣',
  ])('not a decimal number: %j', (text) => {
    expect(parsed(text)).toBeNaN()
  })

  test('any double, as JavaScript, Python and C print it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const text of [String(value), value.toExponential(), value.toExponential(16), value.toPrecision(17)]) {
          expect(parsed(text)).toBe(Number(text))
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('scores of the usual sizes, single precision too, with any number of digits', () => {
    const score = fc.oneof(fc.double({ min: -2, max: 2, noNaN: true }), fc.float({ min: -100, max: 100, noNaN: true }))
    fc.assert(
      fc.property(score, fc.integer({ min: 0, max: 24 }), (value, digits) => {
        for (const text of [String(value), value.toFixed(digits)]) expect(parsed(text)).toBe(Number(text))
      }),
      { numRuns: 5000 },
    )
  })

  test('any row of digits', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: -340, max: 310 }), (whole, fraction, exponent) => {
        for (const text of [`${whole}.${fraction}`, `-0.${fraction}`, `${whole}.${fraction}e${exponent}`]) {
          expect(parsed(text)).toBe(Number(text))
        }
      }),
      { numRuns: 5000 },
    )
  })

  test('next to the middle of two doubles', () => {
    const single = fc.integer({ min: 2 ** 30, max: 2 ** 31 })
    fc.assert(
      fc.property(single, fc.integer({ min: -1, max: 1 }), (odd, shift) => {
        const middle = (BigInt(odd) * 2n + 1n) * 2n ** 24n + BigInt(shift) // 54 to 56 bits: not a double when shift is 0
        for (const text of [
          String(middle),
          `${middle}.0`,
          `${String(middle).slice(0, 3)}.${String(middle).slice(3)}`,
        ]) {
          expect(parsed(text)).toBe(Number(text))
        }
      }),
      { numRuns: 3000 },
    )
  })
})
