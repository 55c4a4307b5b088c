import { expect, test } from 'vitest'
import { poolTemplates } from './template-pooling.ts'

test('one template a person: the mean of unit embeddings, of unit length', () => {
  // lengths 10 and 0.1 do not weigh
  const { people, templates } = poolTemplates(['anna', 'ben', 'anna'], Float32Array.of(10, 0, 3, 4, 0, 0.1))
  expect(people).toEqual(['anna', 'ben'])
  const half = Math.fround(Math.SQRT1_2)
  expect([...templates]).toEqual([half, half, Math.fround(0.6), Math.fround(0.8)])
})

test('one embedding a person comes back with length 1', () => {
  expect([...poolTemplates(['anna'], Float32Array.of(0, -2)).templates]).toEqual([0, -1])
})

test.each([
  [['anna', 'ben'], [1, 2, 3], /same number of values for each of 2 people but received 3 values/],
  [['anna'], [], /received 0 values/],
  [['anna'], [0, 0], /embedding 0 to have a length above 0 but received 0/],
  [['anna', 'anna'], [1, 0, -1, 0], /the mean embedding of "anna" to have a length above 0 but received 0/],
  [['anna'], [Number.NaN, 1], /embedding 0 to have a length above 0 but received NaN/],
])('rejects %j %j', (people, values, message) => {
  expect(() => poolTemplates(people, Float32Array.from(values))).toThrow(message)
})
