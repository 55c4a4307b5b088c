import { describe, expect, test } from 'vitest'
import { openDataset } from '#adapters/open-dataset.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { derivedId, derivedLists } from './derived-lists.ts'

const photo = (id: string, masked = false) => ({
  ...{ id, person: id.split('/')[0]!, masked, landmarks: null },
  load: () => Promise.reject(new Error('not read')),
})
const source = {
  photos: [photo('anna/1.jpg'), photo('anna/2.jpg'), photo('bert, the 2nd/1.jpg'), photo('bert, the 2nd/m.jpg', true)],
  pairs: [
    { reference: 'anna/1.jpg', probe: 'anna/2.jpg', genuine: true, fold: 0 },
    { reference: 'anna/2.jpg', probe: 'bert, the 2nd/1.jpg', genuine: false, fold: 1 },
    { reference: 'anna/1.jpg', probe: 'bert, the 2nd/m.jpg', genuine: false, fold: 1 },
  ],
}
const drawn = new Map([
  ['anna/1.jpg', { cover: 'cloth' }],
  ['anna/2.jpg', { cover: 'surgical', colour: 'blue' }],
])

describe('derivedLists', () => {
  test('keeps pairs whose probe has a mask, and counts the others', () => {
    const { pairs, lostPairs } = derivedLists(source, drawn)
    expect(pairs).toBe('reference,probe,genuine,fold\nbare/anna/1.jpg,masked/anna/2.jpg,1,0\n')
    expect(lostPairs).toBe(2)
    expect(derivedLists({ ...source, pairs: null }, drawn)).toMatchObject({ pairs: null, lostPairs: 0 })
  })

  test('is opened as a set in which references are bare and probes masked', async () => {
    const { labels, pairs } = derivedLists(source, drawn)
    const pictures = [
      'bare/anna/1.jpg',
      'bare/anna/2.jpg',
      'bare/bert, the 2nd/1.jpg',
      'masked/anna/1.jpg',
      'masked/anna/2.jpg',
    ]
    const files = Object.fromEntries(pictures.map((name) => [name, name]))
    await using folder = await temporaryFolder({ ...files, 'labels.csv': labels, 'pairs.csv': pairs! })
    const dataset = await openDataset(folder.path)
    expect(dataset.photos.map(({ id, person, masked, attributes }) => [id, person, masked, attributes])).toEqual([
      ['bare/anna/1.jpg', 'anna', false, undefined],
      ['bare/anna/2.jpg', 'anna', false, undefined],
      ['bare/bert, the 2nd/1.jpg', 'bert, the 2nd', false, undefined],
      ['masked/anna/1.jpg', 'anna', true, { cover: 'cloth' }],
      ['masked/anna/2.jpg', 'anna', true, { cover: 'surgical', colour: 'blue' }],
    ])
    expect(dataset.pairs).toMatchObject([{ reference: 'bare/anna/1.jpg', probe: 'masked/anna/2.jpg', genuine: true }])
  })

  test.each(['../1.jpg', '/1.jpg', 'a//1.jpg', 'a\\1.jpg', './1.jpg', 'a\n.jpg'])('%j can be no file', (id) => {
    expect(() => derivedId('bare', { id })).toThrow(/can be paths of files/)
  })
})
