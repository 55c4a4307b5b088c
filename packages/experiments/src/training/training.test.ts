import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dataset, PairProtocol } from '@maskmirror/datasets'
import { describe, expect, test } from 'vitest'
import { checkTraining } from './check-training.ts'
import { parseTrainingManifest, readTrainingManifest } from './read-training-manifest.ts'

const hash = 'AB'.repeat(32)

describe('parseTrainingManifest', () => {
  test('people, pictures, comments, a header and either end of line', () => {
    const text = `\uFEFFperson,sha256\r\n# web faces\r\nAnna Smith\r\nBen,${hash}\n\n,${'cd'.repeat(32)}\nBen\n`
    expect(parseTrainingManifest(text)).toEqual({
      people: ['Anna Smith', 'Ben'],
      pictures: ['ab'.repeat(32), 'cd'.repeat(32)],
    })
  })

  test.each([
    ['Anna\nSmith, John', /line 2 .* received "Smith, John"/],
    [`Anna,${hash},x`, /line 1 .* received "Anna,ABAB/],
    ['Anna\0', /line 1 /],
    ['# nobody\n', /at least one person or picture but it names none/],
    ['', /names none/],
  ])('rejects %j', (text, message) => {
    expect(() => parseTrainingManifest(text)).toThrow(message)
  })
})

describe('checkTraining', () => {
  const bytes = (name: string) => new TextEncoder().encode(name)
  const photo = (person: string, name: string) => ({
    id: `${person}/${name}`,
    person,
    masked: false,
    load: async () => bytes(name),
    landmarks: null,
  })
  const photos = [photo('Anna', '1.jpg'), photo('Ben', '2.jpg'), photo('Carl', 'not-used.jpg')]
  const dataset: Dataset = {
    name: 'set',
    kind: 'folder',
    description: '',
    checksum: '',
    photos,
    pairs: null,
    licence: null,
    notes: [],
  }
  const protocol: PairProtocol = {
    maskSource: 'synthetic',
    views: photos.map(({ id, person }) => ({ person, bare: id, masked: null })),
    pairs: [{ reference: 0, probe: 1, genuine: false }],
    notes: [],
  }
  const manifestOf = async (text: string, allowed: string[] = []) => {
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-training-'))
    await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
    const manifest = join(folder, 'people.csv')
    await writeFile(manifest, text)
    return await readTrainingManifest({ manifest, allowed })
  }
  const signal = new AbortController().signal
  const sha256 = (name: string) => createHash('sha256').update(bytes(name)).digest('hex')

  test('people and photos of the pair list that were trained on', async () => {
    const manifest = await manifestOf(`Ben\nCarl\nDora,${sha256('1.jpg')}\n,${sha256('not-used.jpg')}\n`)
    expect(await checkTraining(manifest, { dataset, protocol }, signal)).toMatchObject([
      { code: 'people-overlap', severity: 'error', details: { count: 1, of: 2, names: ['Ben'] } },
      { code: 'pictures-overlap', severity: 'error', details: { count: 1, of: 2, names: [sha256('1.jpg')] } },
    ])
  })

  test('allowed by name it is a warning', async () => {
    const manifest = await manifestOf('Ben\n', ['Ben'])
    expect(await checkTraining(manifest, { dataset, protocol }, signal)).toMatchObject([
      { code: 'people-overlap', severity: 'warning' },
    ])
  })

  test('others are not mentioned', async () => {
    expect(await checkTraining(await manifestOf('Dora\n'), { dataset, protocol }, signal)).toEqual([])
  })

  test('a file that is not there', async () => {
    await expect(readTrainingManifest({ manifest: '/nowhere/people.csv', allowed: [] })).rejects.toThrow(
      'Expected training.manifest to be a readable file but received "/nowhere/people.csv"',
    )
  })
})
