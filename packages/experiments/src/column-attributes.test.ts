import type { Dataset, PairProtocol } from '@maskmirror/datasets'
import { expect, test } from 'vitest'
import { columnAttributes } from './column-attributes.ts'

const photo = (id: string, attributes?: Record<string, string>) => ({
  id,
  person: 'ann',
  masked: id.startsWith('m'),
  load: async () => new Uint8Array(),
  landmarks: null,
  ...(attributes === undefined ? {} : { attributes }),
})

const dataset: Dataset = {
  name: 'set',
  kind: 'folder',
  description: '',
  checksum: '',
  photos: [photo('b0', { glasses: 'yes', age: '31' }), photo('b1'), photo('m1', { glasses: 'no' })],
  pairs: null,
  licence: null,
  notes: [],
}

const protocol = (attributes: readonly (Record<string, string> | undefined)[]): PairProtocol => ({
  maskSource: 'real',
  views: [
    { person: 'ann', bare: 'b0', masked: null },
    { person: 'ann', bare: 'b1', masked: 'm1' },
  ],
  pairs: attributes.map((of) => ({
    reference: 0,
    probe: 1,
    genuine: true,
    ...(of === undefined ? {} : { attributes: of }),
  })),
  notes: [],
})

test('labels of the photo that is shown on each side, columns of the pair list', () => {
  expect(columnAttributes(protocol([{ light: 'indoors' }, undefined]), dataset)).toEqual([
    { name: 'probe:age', label: 'age of the probe', kind: 'category', values: [null, null] },
    { name: 'reference:age', label: 'age of the reference', kind: 'category', values: ['31', '31'] },
    { name: 'probe:glasses', label: 'glasses of the probe', kind: 'category', values: ['no', 'no'] },
    { name: 'reference:glasses', label: 'glasses of the reference', kind: 'category', values: ['yes', 'yes'] },
    { name: 'pair:light', label: 'light', kind: 'category', values: ['indoors', null] },
  ])
})

test('many different numbers are numbers, a few are words, many different words say nothing', () => {
  const of = (column: (i: number) => string) =>
    columnAttributes(protocol(Array.from({ length: 60 }, (_, i) => ({ c: column(i) }))), { ...dataset, photos: [] })
  expect(of((i) => `${i / 2}`)).toMatchObject([{ kind: 'number', values: { 3: 1.5 } }])
  expect(of((i) => `${i % 3}`)).toMatchObject([{ kind: 'category', values: { 4: '1' } }])
  expect(of((i) => (i === 0 ? 'old' : `${i}`))).toEqual([])
})
