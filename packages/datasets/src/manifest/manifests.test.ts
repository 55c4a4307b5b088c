import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { compareCounts } from './compare-counts.ts'
import { findManifest, readManifests } from './read-manifests.ts'

const manifests = await readManifests()

test('every set of the field has a manifest', () => {
  expect(manifests.map(({ name }) => name)).toEqual([
    ...['calfw', 'casia-webface', 'lfw', 'm2fred', 'megaface', 'mfr2', 'mfrfi', 'mlfw', 'rmfrd', 'rmfvd', 'smfrd'],
  ])
})

test('no other file lies beside them', async () => {
  const entries = await readdir(fileURLToPath(new URL('../../../../datasets', import.meta.url)), {
    withFileTypes: true,
  })
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  expect(files.sort()).toEqual(['README.md', ...manifests.map(({ name }) => `${name}.json`)].sort())
})

describe.each(manifests)('$name', ({ name, files, byHand, expected, root }) => {
  test('what can be fetched is fetched from https, with size and checksum or the reason why not', () => {
    for (const { address, bytes, sha256, unknownBecause } of files) {
      expect(address).toMatch(/^https:/)
      expect(bytes !== null && sha256 !== null).toBe(unknownBecause === null)
    }
  })

  test('the way by hand ends with the import under this name', () => {
    expect(byHand.at(-1)).toContain(`datasets import <folder> --as ${name}`)
    if (files.length === 0) expect(root).toBe('')
  })

  test('counts agree with one another', () => {
    const { pairs, genuinePairs, impostorPairs, masked, photos } = expected
    if (genuinePairs !== null && impostorPairs !== null) expect(pairs).toBe(genuinePairs + impostorPairs)
    if (masked !== null && photos !== null) expect(masked).toBeLessThanOrEqual(photos)
  })
})

describe('manifests of a folder', () => {
  test.each([
    ['{"name": "a"', /a\.json to be a manifest but/],
    ['{"name": "b"}', /title/],
  ])('%s', async (content, message) => {
    await using folder = await temporaryFolder({ 'a.json': content })
    await expect(readManifests(folder.path)).rejects.toMatchObject({
      code: 'bad-manifest',
      message: expect.stringMatching(message),
    })
  })

  test('a name that is not known lists those that are', async () => {
    await expect(findManifest('lwf')).rejects.toMatchObject({
      code: 'unknown-manifest',
      message: expect.stringMatching(/calfw, .*lfw, /),
    })
  })
})

test('counts that are published are compared', () => {
  const photo = (person: string, masked: boolean) => ({
    ...{ id: `${person}/${masked}.jpg`, person, masked, landmarks: null },
    load: () => Promise.reject(new Error('not read')),
  })
  const photos = [photo('anna', false), photo('anna', true), photo('bert', false)]
  const pairs = [{ reference: 'anna/false.jpg', probe: 'anna/true.jpg', genuine: true }]
  const expected = { people: 2, photos: 4, masked: null, pairs: 2, genuinePairs: 1, impostorPairs: 1 }
  expect(compareCounts({ photos, pairs }, expected)).toEqual([
    { count: 'photos', expected: 4, found: 3 },
    { count: 'pairs', expected: 2, found: 1 },
    { count: 'impostorPairs', expected: 1, found: 0 },
  ])
})
