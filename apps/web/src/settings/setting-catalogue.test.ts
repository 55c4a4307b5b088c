import { expect, test } from 'vitest'
import { nameOfSetting, settingsInOrder } from './setting-catalogue.ts'

test('settings stand in the order of a table, unknown ones last', () => {
  expect(settingsInOrder(['mirror:zebra', 'mirror:flat', 'umr-mp', 'umr-ump', 'umr-mp'])).toEqual([
    'umr-ump',
    'umr-mp',
    'mirror:flat',
    'mirror:zebra',
  ])
})

test.each([
  ['umr-mp', 'UMR-MP'],
  ['mirror:type-colour', 'Mirror (type-colour)'],
  ['what is this', 'what is this'],
])('the name of %s', (id, name) => expect(nameOfSetting(id)).toBe(name))
