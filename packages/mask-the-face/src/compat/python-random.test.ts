import { describe, expect, test } from 'vitest'
import { createPythonRandom } from './python-random.ts'

/** Values printed by CPython 3.11. */
describe('createPythonRandom', () => {
  test.each([
    { seed: 0, bits: [3626764237, 1654615998, 3255389356] },
    { seed: 42, bits: [2746317213, 478163327, 107420369] },
    { seed: -42, bits: [2746317213, 478163327, 107420369] },
    { seed: 2n ** 70n + 5n, bits: [2004888747, 1674612923, 2039552273] },
  ])('random.seed($seed)', ({ seed, bits }) => {
    const random = createPythonRandom(seed)
    expect([random.bits32(), random.bits32(), random.bits32()]).toEqual(bits)
  })

  test('a choice of one draws bits too, until one is 0', () => {
    const random = createPythonRandom(3)
    expect([random.below(1), random.below(1), random.below(1)]).toEqual([0, 0, 0])
    expect(random.bits32()).toBe(3933953013)
  })

  test('many numbers, over several refills', () => {
    const random = createPythonRandom(7)
    const counts = [0, 0, 0]
    for (let i = 0; i < 3000; i++) counts[random.below(3)]!++
    // five standard deviations of a fair draw
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(130)
  })

  test.each([1.5, Number.NaN, 2 ** 53])('rejects seed %s', (seed) => {
    expect(() => createPythonRandom(seed)).toThrow(`but received ${seed}`)
  })

  test.each([0, -1, 2.5, 2 ** 32])('rejects count %s', (count) => {
    expect(() => createPythonRandom(1).below(count)).toThrow(/count to be a whole number in 1\.\.4294967295/)
  })
})
