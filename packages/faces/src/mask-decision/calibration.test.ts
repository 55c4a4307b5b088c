import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideFromLogits, decideFromOdds, leastConfidence, maskOdds } from './calibration.ts'

const plain = { slope: 1, offset: 0 }
const logit = fc.double({ min: -20, max: 20, noNaN: true })

describe('decideFromLogits', () => {
  test('is softmax where the calibration changes nothing', () => {
    const { places, probability } = decideFromLogits([Math.log(1), Math.log(5), Math.log(3), Math.log(1)], plain)
    expect(places!.none).toBeCloseTo(0.1, 12)
    expect(places!.correct).toBeCloseTo(0.5, 12)
    expect(places!['below-nose']).toBeCloseTo(0.3, 12)
    expect(places!['on-chin']).toBeCloseTo(0.1, 12)
    expect(probability).toBeCloseTo(0.8, 12) // the first two cover the mouth
  })

  test.each([
    [[8, 0, 0, 0], 'bare', 'none'],
    [[0, 0, 9, 0], 'masked', 'below-nose'],
    [[0, 0, 0, 9], 'bare', 'on-chin'],
    [[0, 0.6, 0, 0], 'unsure', 'correct'],
  ] as const)('%j is %s, %s', (logits, decision, where) => {
    expect(decideFromLogits(logits, plain)).toMatchObject({ decision, where })
  })

  test('places add up to 1, and the decision follows the probability', () => {
    fc.assert(
      fc.property(
        fc.tuple(logit, logit, logit, logit),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (logits, slope) => {
          const { places, probability, decision, where } = decideFromLogits(logits, { slope, offset: 0.3 })
          expect(Object.values(places!).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9)
          expect(decision === 'unsure').toBe(Math.max(probability, 1 - probability) < leastConfidence)
          expect(where === 'none' || where === 'on-chin').toBe(probability < 0.5)
          expect(places!.correct + places!['below-nose']).toBeCloseTo(probability, 9)
        },
      ),
    )
  })

  test('refuses another number of places', () => {
    expect(() => decideFromLogits([1, 2], plain)).toThrow(/4 logits/)
  })
})

describe('decideFromOdds', () => {
  test('knows no place of a mask', () => {
    expect(decideFromOdds(4, plain)).toMatchObject({ decision: 'masked', where: null, places: null })
    expect(decideFromOdds(-4, plain)).toMatchObject({ decision: 'bare', where: 'none' })
    expect(decideFromOdds(4, { slope: 0.1, offset: 0 }).decision).toBe('unsure')
  })
})

test('maskOdds stays finite for large logits', () => {
  expect(maskOdds([0, 800, 1, 1])).toBeCloseTo(800 - Math.log(1 + Math.E), 9)
})
