import { expect, test } from 'vitest'
import { photosPath } from '../set/set-address.ts'
import { photoQuery } from './photo-query.ts'

const all = { search: '', person: '', mask: 'all', label: '', problem: '', review: 'all' } as const

test('filters that choose nothing are left out', () => {
  expect(photoQuery(all)).toEqual({})
})

test.each([
  [{ mask: 'bare' }, { masked: false }],
  [{ label: 'session:2020: spring' }, { attribute: { column: 'session', value: '2020: spring' } }],
  [{ label: 'session' }, {}],
  [
    { problem: 'any', review: 'open', person: 'anna', search: 'a' },
    { problem: 'any', review: 'open', person: 'anna', search: 'a' },
  ],
] as const)('%j', (filters, query) => {
  expect(photoQuery({ ...all, ...filters })).toEqual(query)
})

test('an address names the set and the filters alone', () => {
  expect(photosPath('my-set', { person: 'Anna B.' })).toBe('/datasets/my-set/photos?person=Anna+B.')
})
