import { coverTypes } from '@maskmirror/mask-the-face'
import { expect, test } from 'vitest'
import { defaultChoices, lookOf } from './mask-choices.ts'

test('the style is for what the jaw holds; the rest is worn correctly', () => {
  const choices = { ...defaultChoices, style: 'one-ear' } as const
  const worn = coverTypes.filter((type) => lookOf(choices, type, 0).style === 'one-ear')
  expect(worn).toEqual(['surgical', 'cloth', 'n95', 'kn95', 'ffp2-valve', 'gaiter', 'bandana'])
})

test('without jitter nothing is drawn by lot; with it each face has a seed of its own, and degrees become radians', () => {
  expect(lookOf(defaultChoices, 'cap', 0)).toMatchObject({ jitter: null, seed: null })
  const choices = { ...defaultChoices, jitter: { position: 0.02, size: 0, rollDeg: 90, seed: 'a' } }
  expect([0, 1].map((face) => lookOf(choices, 'cap', face).seed)).toEqual(['a/face 0', 'a/face 1'])
  expect(lookOf(choices, 'cap', 0).jitter).toEqual({ position: 0.02, size: 0, rollRad: Math.PI / 2 })
})

test('the usual colour is each cover’s own, another one is for all', () => {
  expect(coverTypes.map((type) => lookOf(defaultChoices, type, 0).colour)).toContain('light-blue')
  const choices = { ...defaultChoices, colour: '#0473e2' }
  expect(new Set(coverTypes.map((type) => lookOf(choices, type, 0).colour))).toEqual(new Set(['#0473e2']))
})
