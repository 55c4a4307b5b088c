import { describe, expect, test } from 'vitest'
import { ModelCardSchema } from '../model-card.ts'
import { builtInCards } from './built-in-cards.ts'

describe('builtInCards', () => {
  test('names and files are unique, addresses are pinned or checked', () => {
    const cards = builtInCards()
    expect(new Set(cards.map(({ name }) => name)).size).toBe(cards.length)
    expect(new Set(cards.map(({ file }) => file.name)).size).toBe(cards.length)
    for (const { source, assumed } of cards) {
      expect(source.address).toMatch(/^https:\/\//)
      expect(assumed).toBe(false)
    }
  })

  test('a card without a checksum says so in its notes', () => {
    for (const { file, notes } of builtInCards()) {
      if (file.sha256 === null) expect(notes.join(' ')).toMatch(/checksum/)
    }
  })
})

describe('ModelCardSchema', () => {
  const [card] = builtInCards()
  test.each([
    ['a file outside of the folder', { file: { ...card!.file, name: '../evil.onnx' } }],
    ['a short checksum', { file: { ...card!.file, sha256: 'abc' } }],
    ['a plain http address', { source: { ...card!.source, address: 'http://models.example/m.onnx' } }],
    ['a division by zero', { input: { ...card!.input, std: [1, 0, 1] } }],
    ['an unknown key', { licens: 'MIT' }],
  ])('rejects %s', (_, changes) => {
    expect(ModelCardSchema.safeParse({ ...card, ...changes }).success).toBe(false)
  })

  test('one number stands for three channels', () => {
    const parsed = ModelCardSchema.parse({ ...card, input: { ...card!.input, mean: 1, std: 2 } })
    expect(parsed.input).toMatchObject({ mean: [1, 1, 1], std: [2, 2, 2] })
  })
})
