import { expect, test } from 'vitest'
import { keptPeople } from './kept-people.ts'

test('keeps each person in half of the resamples, persons and resamples apart from each other', () => {
  const people = 2000
  const kept = keptPeople('seed', 3, people)
  let bits = 0
  const lanes = new Array<number>(32).fill(0)
  let agreeing = 0
  for (let p = 0; p < people; p++) {
    for (let lane = 0; lane < 32; lane++) {
      const bit = (kept[p]! >>> lane) & 1
      bits += bit
      lanes[lane]! += bit
      agreeing += Number(bit === ((kept[p]! >>> ((lane + 1) % 32)) & 1))
    }
  }
  // five standard deviations
  expect(Math.abs(bits / (32 * people) - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(32 * people))
  expect(Math.abs(agreeing / (32 * people) - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(32 * people))
  for (const count of lanes) expect(Math.abs(count / people - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(people))
})

test('depends on seed and batch alone', () => {
  const kept = keptPeople('seed', 3, 50)
  expect(keptPeople('seed', 3, 50)).toEqual(kept)
  expect(keptPeople('seed', 4, 50)).not.toEqual(kept)
  expect(keptPeople('other', 3, 50)).not.toEqual(kept)
})
