import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchPairs } from './match-pairs.ts'

const keys = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 })

test('as a table of keys and of which time they occur says', () => {
  fc.assert(
    fc.property(fc.array(keys, { minLength: 2, maxLength: 4 }), (sets) => {
      const timed = sets.map((ofSet) => {
        const times = new Map<number, number>()
        return ofSet.map((key) => {
          times.set(key, (times.get(key) ?? 0) + 1)
          return `${key} ${times.get(key)}`
        })
      })
      const inAll = (key: string) => timed.every((ofSet) => ofSet.includes(key))
      const shared = timed[0]!.filter(inAll)
      const { rows, unmatched } = matchPairs(sets.map((ofSet) => Float64Array.from(ofSet)))
      expect(rows.map((ofSet) => [...ofSet])).toEqual(timed.map((ofSet) => shared.map((key) => ofSet.indexOf(key))))
      for (const [s, row] of unmatched.entries()) {
        if (row === null) expect(timed[s]!.every(inAll)).toBe(true)
        else expect(inAll(timed[s]![row]!)).toBe(false)
      }
    }),
  )
})

test('keys in the same order are matched row by row', () => {
  const { rows, unmatched } = matchPairs([Float64Array.of(4, 2, 4), Float64Array.of(4, 2, 4)])
  expect(rows.map((ofSet) => [...ofSet])).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ])
  expect(unmatched).toEqual([null, null])
})
