import type { Dataset, PairProtocol } from '@maskmirror/datasets'
import { expect, test } from 'vitest'
import { checkMasksOfRun } from './check-masks-of-run.ts'

const photos = (masked: (photo: number) => boolean): Dataset['photos'] =>
  Array.from({ length: 8 }, (_, i) => ({
    id: `${i}.jpg`,
    person: 'p',
    masked: masked(i),
    load: () => Promise.reject(new Error('not read here')),
    landmarks: null,
  }))

const protocolOf = (maskSource: PairProtocol['maskSource'], views: PairProtocol['views']): PairProtocol => ({
  maskSource,
  views,
  pairs: [0, 1, 2, 3].map((i) => ({ reference: 2 * i, probe: 2 * i + 1, genuine: i % 2 === 0 })),
  notes: [],
})

const drawn = protocolOf(
  'synthetic',
  photos(() => false).map(({ id, person }) => ({ person, bare: id, masked: null })),
)

test('masks that are drawn on unmasked photos fit every setting', () => {
  const settings = ['umr-ump', 'umr-mp', 'mr-mp', 'mr-ump', 'mirror:flat'] as const
  expect(checkMasksOfRun(drawn, { photos: photos(() => false) }, settings)).toEqual([])
})

test('masks on the second half of a list that is paired one by one', () => {
  const findings = checkMasksOfRun(drawn, { photos: photos((photo) => photo >= 4) }, [
    'umr-ump',
    'umr-mp',
    'mirror:flat',
  ])
  expect(findings.map(({ setting, code, severity, details }) => [setting, code, severity, details.count])).toEqual([
    ['umr-ump', 'mask-state-mismatch', 'error', 2],
    ['umr-mp', 'mask-state-mismatch', 'error', 2],
    ['mirror:flat', 'mask-state-mismatch', 'error', 2],
  ])
})

test('real masks by their labels; a view without the photo is left out', () => {
  const views = photos(() => false).map(({ id, person }, i) =>
    i % 2 === 0 ? { person, bare: id, masked: null } : { person, bare: null, masked: id },
  )
  const protocol = protocolOf('real', views)
  expect(checkMasksOfRun(protocol, { photos: photos((photo) => photo % 2 === 1) }, ['umr-mp', 'umr-ump'])).toEqual([])
  expect(checkMasksOfRun(protocol, { photos: photos((photo) => photo === 1) }, ['umr-mp'])).toMatchObject([
    { setting: 'umr-mp', details: { count: 3, counts: { 'unmasked-masked': { genuine: 1, impostor: 0 } } } },
  ])
})
