import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { concatenate } from './concatenate.ts'
import { createImage } from './image.ts'
import { createLandmarks } from './landmarks.ts'
import { createProgressMeter, type Progress } from './progress.ts'
import { createRng } from './rng.ts'

test('concatenate keeps the order and gives the type asked for', () => {
  expect(concatenate(Float64Array, [Float32Array.of(1, 2), [], Float64Array.of(0.1)])).toEqual(
    Float64Array.of(1, 2, 0.1),
  )
  expect(concatenate(Uint8Array, [])).toEqual(new Uint8Array(0))
})

describe('createRng', () => {
  test('the same seed gives the same stream, another seed another', () => {
    const draw = (seed: string | number) => Array.from({ length: 5 }, createRng(seed).next)
    expect(draw(1)).toEqual(draw('1'))
    expect(draw(1)).not.toEqual(draw(2))
  })

  test('a fork does not depend on what was drawn before', () => {
    const used = createRng('a')
    used.next()
    expect(used.fork('b').next()).toBe(createRng('a').fork('b').next())
  })

  test('mean and variance of uniform and normal deviates', () => {
    const rng = createRng(7)
    const n = 20000
    const uniform = Array.from({ length: n }, rng.next)
    const normal = Array.from({ length: n }, () => rng.normal())
    const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length
    const variance = (x: number[]) => mean(x.map((v) => (v - mean(x)) ** 2))
    // five standard errors
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / n))
    expect(Math.abs(mean(normal))).toBeLessThan(5 / Math.sqrt(n))
    expect(Math.abs(variance(normal) - 1)).toBeLessThan(5 * Math.sqrt(2 / n))
  })

  test('shuffle keeps the elements, int stays in range', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer(), { minLength: 1, maxLength: 40 }), (seed, items) => {
        const rng = createRng(seed)
        expect(rng.shuffle(items).toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b))
        expect(rng.int(items.length)).toBeLessThan(items.length)
      }),
    )
  })

  test.each([0, -1, 1.5, Number.NaN])('int rejects %s', (count) => {
    expect(() => createRng(1).int(count)).toThrow(/count to be a whole number/)
  })
})

describe('canonicalJson', () => {
  test('key order does not matter, value does', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])('rejects %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(/value that JSON can hold/)
  })
})

test('createProgressMeter counts skipped work, but not in the rate', () => {
  const events: Progress[] = []
  let now = 0
  const meter = createProgressMeter(
    'faces',
    10,
    (event) => events.push(event),
    () => now,
  )
  meter.skip(4)
  now = 2000
  meter.advance(2)
  expect(events).toEqual([
    { stage: 'faces', done: 4, total: 10, ratePerSecond: null, etaSeconds: null },
    { stage: 'faces', done: 6, total: 10, ratePerSecond: 1, etaSeconds: 4 },
  ])
})

describe('checked constructors', () => {
  test.each([
    [0, 1],
    [1.5, 2],
  ])('createImage rejects %s×%s', (width, height) => {
    expect(() => createImage(width, height, 3)).toThrow(/positive integers/)
  })

  test('createImage rejects data of another length', () => {
    expect(() => createImage(2, 2, 3, new Uint8ClampedArray(11))).toThrow('2×2×3 = 12 values but received 11')
  })

  test('createLandmarks rejects a wrong count and a value that is not finite', () => {
    expect(() => createLandmarks('arcface5', [1, 2])).toThrow('10 coordinates for arcface5 but received 2')
    expect(() => createLandmarks('arcface5', [1, 2, 3, 4, 5, Number.NaN, 7, 8, 9, 10])).toThrow('coordinate 5 is NaN')
  })
})
