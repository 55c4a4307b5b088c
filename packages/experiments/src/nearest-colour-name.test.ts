import { maskColours } from '@maskmirror/mask-the-face'
import { expect, test } from 'vitest'
import { nearestColourName } from './nearest-colour-name.ts'

test.each([
  ['#000000', 'black'],
  ['#ffffff', 'white'],
  ['#2a3a5c', 'navy'],
  ['#9fd0b8', 'green'],
  ['light-blue', 'light-blue'],
])('%s is %s', (colour, name) => {
  expect(nearestColourName(colour)).toBe(name)
})

test('every named colour is its own nearest', () => {
  for (const [name, rgb] of Object.entries(maskColours)) {
    expect(nearestColourName(`#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`)).toBe(name)
  }
})
