import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openDataset } from '#adapters/open-dataset.ts'
import type { Dataset, PhotoPair } from '#dataset.ts'
import { findManifest } from '#manifest/read-manifests.ts'
import { copyOfPublished } from './copy-of-published.ts'

/** A set with so many photos of one person and so many pairs, all genuine, in folds of two. */
function made(photos: number, pairs: number | null, inFolds = true): Pick<Dataset, 'photos' | 'pairs'> {
  const photo = { person: 'anna', masked: false, load: () => Promise.reject(new Error('not read')), landmarks: null }
  const pair = (i: number): PhotoPair => ({
    ...{ reference: `${i}`, probe: `${i + 1}`, genuine: true },
    ...(inFolds ? { fold: Math.floor(i / 2) } : {}),
  })
  return {
    photos: Array.from({ length: photos }, (_, i) => ({ ...photo, id: `${i}` })),
    pairs: pairs === null ? null : Array.from({ length: pairs }, (_, i) => pair(i)),
  }
}

const expected = { people: 1, photos: 1000, masked: null, pairs: 10, genuinePairs: 10, impostorPairs: null }

test.each([
  ['whole', made(1000, 10), null],
  ['partial', made(20, 4), 'Differs from anna as it is published: 2 of 5 folds, 20 of 1,000 photos, 4 of 10 pairs.'],
  ['without folds', made(1000, 4, false), 'Differs from anna as it is published: 4 of 10 pairs.'],
  ['without list', made(1000, null), 'Differs from anna as it is published: no list of the 10 pairs.'],
  ['more', made(1001, 10), 'Differs from anna as it is published: 1,001 of 1,000 photos.'],
])('a copy that is %s', (_why, dataset, sentence) => {
  expect(copyOfPublished('anna', dataset, expected)).toBe(sentence)
})

const shared = process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../../../../shared')

test.skipIf(!existsSync(join(shared, 'data'))).each([
  [
    'lfw',
    'Differs from lfw as it is published: 4 of 10 folds, 1,664 of 5,749 people, 3,074 of 13,233 photos, 2,400 of 6,000 pairs.',
  ],
  [
    'rmfrd',
    'Differs from rmfrd as it is published: 243 of 525 people, 1,996 of 95,000 photos, 781 of 5,000 masked photos.',
  ],
  [
    'rmfvd',
    'Differs from rmfvd as it is published: 209 of 426 people, 880 of 4,015 photos, no list of the 7,178 pairs.',
  ],
])('the copy of %s (skipped: needs ../shared/data)', async (name, sentence) => {
  const dataset = await openDataset(join(shared, 'data', name))
  expect(copyOfPublished(name, dataset, (await findManifest(name)).expected)).toBe(sentence)
})
