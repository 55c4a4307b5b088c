import { createRng } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { chooseMask } from './choose-mask.ts'
import { coloursOfType } from './mask-colour.ts'
import { maskTypes } from './mask-type.ts'

test('types are equally likely, colours within a type too, nothing else occurs', () => {
  const rng = createRng('choose')
  const counts = new Map<string, number>()
  const draws = 20_000
  for (let i = 0; i < draws; i++) {
    const { type, colour } = chooseMask(rng)
    expect(coloursOfType[type]).toContain(colour)
    counts.set(`${type}/${colour}`, (counts.get(`${type}/${colour}`) ?? 0) + 1)
  }
  for (const type of maskTypes) {
    for (const colour of coloursOfType[type]) {
      const p = 1 / maskTypes.length / coloursOfType[type].length
      // five standard errors
      const limit = 5 * Math.sqrt(p * (1 - p) * draws)
      expect(Math.abs((counts.get(`${type}/${colour}`) ?? 0) - p * draws)).toBeLessThan(limit)
    }
  }
})

test('the same seed gives the same masks', () => {
  const draw = () =>
    Array.from(
      { length: 20 },
      (
        (rng) => () =>
          chooseMask(rng)
      )(createRng(5)),
    )
  expect(draw()).toEqual(draw())
})
