import { expect, test } from 'vitest'
import { defaultSettings } from './default-settings.ts'

test.each([
  [['mr-mp', 'umr-ump', 'umr-mp'], { from: 'umr-ump', to: 'umr-mp' }],
  [['umr-mp', 'mirror:flat'], { from: 'umr-mp', to: 'mirror:flat' }],
  [['mr-mp', 'umr-mp'], { from: 'mr-mp', to: 'umr-mp' }],
  [['umr-ump'], null],
  [[], null],
])('%j', (settings, expected) => {
  expect(defaultSettings(settings)).toEqual(expected)
})
