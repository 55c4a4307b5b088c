import { existsSync } from 'node:fs'
import { readdir, rename, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { buildPairProtocol } from '#protocol/build-pair-protocol.ts'
import { possibleSettings } from '#protocol/possible-settings.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { detectLayout } from './detect-layout.ts'
import { exportDataset } from './export-dataset.ts'
import { openPortraits } from './folders/open-portraits.ts'
import type { LayoutName } from './layout.ts'
import { openDataset } from './open-dataset.ts'

const calfw = [
  'Ann_Lee_0001.jpg\t1',
  'Ann_Lee_0002.jpg\t1',
  'Bo_0001.jpg\t2',
  'Bo_0002.jpg\t2',
  'Ann_Lee_0001.jpg\t0',
  'Bo_0001.jpg\t0',
  'Ann_Lee_0002.jpg\t0',
  'Bo_0002.jpg\t0',
].join('\n')

const flat = ['Ann_Lee_0001.jpg', 'Ann_Lee_0002.jpg', 'Bo_0001.jpg', 'Bo_0002.jpg']
const inFolder = (folder: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`${folder}${name}`, `${folder}${name}`]))

const megaface = {
  'devkit/templatelists/facescrub_features_list.json': JSON.stringify({
    path: ['Ann/Ann_1.png', 'Ann/Ann_2.png', 'Bo/Bo_1.png'],
    id: ['Ann', 'Ann', 'Bo'],
  }),
  'devkit/templatelists/megaface_features_list.json_2_1': JSON.stringify({ path: ['001/a.jpg', '002/a.jpg'] }),
  'devkit/templatelists/megaface_features_list.json_1_1': JSON.stringify({ path: ['001/a.jpg'] }),
  'FaceScrub/Ann/Ann_1.png': 'a1',
  'FaceScrub/Ann/Ann_2.png': 'a2',
  'FaceScrub/Bo/Bo_1.png': 'b1',
  'FlickrFinal2/001/a.jpg': 'd1',
  'FlickrFinal2/002/a.jpg': 'd2',
}

/** A small set in each layout, and its photos: id, person, masked. */
const samples: readonly {
  layout: LayoutName
  why: string
  files: Readonly<Record<string, string>>
  photos: readonly (readonly [id: string, person: string, masked: boolean])[]
}[] = [
  {
    layout: 'people',
    why: 'LFW',
    files: {
      'Ann_Lee/Ann_Lee_0001.jpg': 'a1',
      'Ann_Lee/Ann_Lee_0002.jpg': 'a2',
      'Bo/Bo_0001.jpg': 'b1',
      'pairs.txt': '1\t1\nAnn_Lee\t1\t2\nAnn_Lee\t2\tBo\t1\n',
      'people.txt': '1\n2\nAnn_Lee\t2\nBo\t1\n',
    },
    photos: [
      ['Ann_Lee/Ann_Lee_0001.jpg', 'Ann_Lee', false],
      ['Ann_Lee/Ann_Lee_0002.jpg', 'Ann_Lee', false],
      ['Bo/Bo_0001.jpg', 'Bo', false],
    ],
  },
  {
    layout: 'people',
    why: 'MFR2',
    files: {
      'Ann/Ann_0001.png': 'a1',
      'Ann/Ann_0002.png': 'a2',
      'Bo/Bo_0001.png': 'b1',
      'mfr2_labels.txt': 'Ann, 1, no-mask\nAnn, 2, surgical\nBo, 1, cloth\n',
      'pairs.txt': 'Ann\t1\t2\nAnn\t2\tBo\t1\n',
    },
    photos: [
      ['Ann/Ann_0001.png', 'Ann', false],
      ['Ann/Ann_0002.png', 'Ann', true],
      ['Bo/Bo_0001.png', 'Bo', true],
    ],
  },
  {
    layout: 'people',
    why: "in an archive's own folder",
    files: { 'lfw/lfw/anna/1.jpg': 'a1', 'lfw/lfw/bert/1.jpg': 'b1' },
    photos: [
      ['anna/1.jpg', 'anna', false],
      ['bert/1.jpg', 'bert', false],
    ],
  },
  {
    layout: 'list',
    why: 'photos in any folders',
    files: {
      'labels.csv':
        'file,identity,mask_type,session\ncam 1/x.jpg,Ann,none,1\ncam 1/deep/y.jpg,Ann,FFP2,2\nz.jpg,Bo,,1\n',
      'cam 1/x.jpg': 'x',
      'cam 1/deep/y.jpg': 'y',
      'cam 1/not-listed.jpg': 'n',
      'z.jpg': 'z',
    },
    photos: [
      ['cam 1/deep/y.jpg', 'Ann', true],
      ['cam 1/x.jpg', 'Ann', false],
      ['z.jpg', 'Bo', false],
    ],
  },
  {
    layout: 'flat-pairs',
    why: 'CALFW',
    files: { 'pairs_CALFW.txt': calfw, ...inFolder('aligned images/', flat), ...inFolder('images/', flat) },
    photos: flat.map((name) => [name, name.slice(0, -9), false] as const),
  },
  {
    layout: 'flat-pairs',
    why: 'MLFW',
    files: {
      'pairs.txt':
        '\uFEFFAnn_Lee_0001_0002.jpg\tAnn_Lee_0002_0001.jpg\t1\r\nAnn_Lee_0001_0002.jpg\tBo_0001_0001.jpg\t0\r\n',
      ...inFolder('aligned/', ['Ann_Lee_0001_0002.jpg', 'Ann_Lee_0002_0001.jpg', 'Bo_0001_0001.jpg']),
      'labels.csv': 'file,identity,masked\nAnn_Lee_0001_0002.jpg,Ann_Lee,1\n',
    },
    photos: [
      ['Ann_Lee_0001_0002.jpg', 'Ann_Lee', true],
      ['Ann_Lee_0002_0001.jpg', 'Ann_Lee', false],
      ['Bo_0001_0001.jpg', 'Bo', false],
    ],
  },
  {
    layout: 'flat-pairs',
    why: 'a list of paths',
    files: {
      'lfw_test_pair.txt': 'Ann/Ann_1.jpg Ann/Ann_2.jpg 1\nAnn/Ann_1.jpg Bo/x.jpg 0\n',
      ...inFolder('lfw/', ['Ann/Ann_1.jpg', 'Ann/Ann_2.jpg', 'Ann/Ann_3.jpg', 'Bo/x.jpg']),
    },
    photos: [
      ['Ann/Ann_1.jpg', 'Ann', false],
      ['Ann/Ann_2.jpg', 'Ann', false],
      ['Bo/x.jpg', 'Bo', false],
    ],
  },
  {
    layout: 'mask-trees',
    why: 'RMFRD',
    files: {
      'AFDB_face_dataset/aidai/0_0_aidai_0014.jpg': 'a1',
      'AFDB_face_dataset/anhu/0.jpg': 'b1',
      'AFDB_masked_face_dataset/aidai/0_0_0.jpg': 'a2',
    },
    photos: [
      ['AFDB_face_dataset/aidai/0_0_aidai_0014.jpg', 'aidai', false],
      ['AFDB_face_dataset/anhu/0.jpg', 'anhu', false],
      ['AFDB_masked_face_dataset/aidai/0_0_0.jpg', 'aidai', true],
    ],
  },
  {
    layout: 'portraits',
    why: 'RMFVD',
    files: {
      '00_0001_tankai_07/unmasked.jpg': 'a1',
      '00_0001_tankai_07/1.jfif': 'a2',
      '00_0002_luyi_03/unmasked.png': 'b1',
      '00_0002_luyi_03/0.jpg': 'b2',
    },
    photos: [
      ['00_0001_tankai_07/1.jfif', '00_0001_tankai_07', true],
      ['00_0001_tankai_07/unmasked.jpg', '00_0001_tankai_07', false],
      ['00_0002_luyi_03/0.jpg', '00_0002_luyi_03', true],
      ['00_0002_luyi_03/unmasked.png', '00_0002_luyi_03', false],
    ],
  },
  {
    layout: 'sessions',
    why: 'frames of M2FRED',
    files: {
      '001/indoor_mask/clip1/0.jpg': 'a1',
      '001/indoor_nomask/1.jpg': 'a2',
      '002/indoor_mask/0.jpg': 'b1',
      '002/indoor_nomask/0.jpg': 'b2',
    },
    photos: [
      ['001/indoor_mask/clip1/0.jpg', '001', true],
      ['001/indoor_nomask/1.jpg', '001', false],
      ['002/indoor_mask/0.jpg', '002', true],
      ['002/indoor_nomask/0.jpg', '002', false],
    ],
  },
  {
    layout: 'megaface',
    why: 'probes and the longest list of distractors',
    files: megaface,
    photos: [
      ['FaceScrub/Ann/Ann_1.png', 'Ann', false],
      ['FaceScrub/Ann/Ann_2.png', 'Ann', false],
      ['FaceScrub/Bo/Bo_1.png', 'Bo', false],
      ['FlickrFinal2/001/a.jpg', 'distractor FlickrFinal2/001/a.jpg', false],
      ['FlickrFinal2/002/a.jpg', 'distractor FlickrFinal2/002/a.jpg', false],
    ],
  },
]

const facts = (photos: readonly { id: string; person: string; masked: boolean }[]) =>
  photos.map(({ id, person, masked }) => [id, person, masked])

describe('openDataset', () => {
  test.each(samples)('$layout: $why', async ({ layout, files, photos }) => {
    await using folder = await temporaryFolder(files)
    expect(await detectLayout(folder.path)).toMatchObject({ layout })
    const set = await openDataset(folder.path, { name: 'ours' })
    expect(set.name).toBe('ours')
    expect(facts(set.photos)).toEqual(photos)
    for (const photo of set.photos) expect((await photo.load()).length).toBeGreaterThan(0)
  })

  test.each(samples)('$layout ($why) comes back from RecordIO with people, masks and columns', async ({ files }) => {
    await using folder = await temporaryFolder(files)
    const set = await openDataset(folder.path)
    await using out = await temporaryFolder()
    const seen: string[] = []
    await exportDataset(set, join(out.path, 'train.rec'), {
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    })
    expect(seen.at(-1)).toBe(`${set.photos.length}/${set.photos.length}`)
    expect(await detectLayout(out.path)).toMatchObject({ layout: 'recordio' })
    const packed = await openDataset(out.path)
    const content = async (photos: typeof set.photos) =>
      (
        await Promise.all(
          photos.map(async ({ person, masked, attributes, load }) =>
            canonicalJson([person, masked, attributes ?? {}, Buffer.from(await load()).toString()]),
          ),
        )
      ).sort()
    expect(await content(packed.photos)).toEqual(await content(set.photos))
  })

  test('a pair list comes back from a verification pack', async () => {
    await using folder = await temporaryFolder(samples.find(({ why }) => why === 'MFR2')!.files)
    const set = await openDataset(folder.path)
    await using out = await temporaryFolder()
    const path = join(out.path, 'mfr2.bin')
    await exportDataset(set, path)
    for (const opened of [path, out.path]) {
      const packed = await openDataset(opened)
      expect(facts(packed.photos)).toEqual([
        ['000000', 'Ann', false],
        ['000001', 'Ann', true],
        ['000003', 'Bo', true],
      ])
      expect(packed.photos.map(({ attributes }) => attributes?.maskType)).toEqual(['no-mask', 'surgical', 'cloth'])
      expect(packed.pairs).toEqual([
        { reference: '000000', probe: '000001', genuine: true },
        { reference: '000001', probe: '000003', genuine: false },
      ])
    }
  })

  test.each([
    ['ours.zip', /Expected the path of a pack to end in \.rec or \.bin but received .*ours\.zip/],
    ['ours.bin', /Expected a set with a pair list to pack as .*ours\.bin but people has none/],
  ])('does not pack as %s', async (name, message) => {
    await using folder = await temporaryFolder({ 'anna/1.jpg': 'a', 'bert/1.jpg': 'b' })
    const set = await openDataset(folder.path, { name: 'people' })
    await expect(exportDataset(set, join(folder.path, name))).rejects.toThrow(message)
  })

  test('what cannot be packed whole leaves nothing behind, and nothing is replaced', async () => {
    await using folder = await temporaryFolder({ 'in/anna/1.jpg': 'a', 'in/bert/1.jpg': 'b' })
    const set = await openDataset(join(folder.path, 'in'))
    const path = join(folder.path, 'train.rec')
    const signal = AbortSignal.abort()
    await expect(exportDataset(set, path, { signal })).rejects.toThrow(/abort/i)
    await expect(exportDataset(set, join(folder.path, 'absent/train.rec'))).rejects.toMatchObject({
      code: 'unwritable-directory',
    })
    await rename(join(folder.path, 'in/bert'), join(folder.path, 'in/carl'))
    await expect(exportDataset(set, path)).rejects.toMatchObject({ code: 'unreadable-photo' })
    expect(await readdir(folder.path)).toEqual(['in'])
    await writeFile(join(folder.path, 'train.lst'), '')
    await expect(exportDataset(set, path)).rejects.toThrow(/Expected a new file but .*train\.lst is there/)
  })

  test('session, clip and kind of mask are attributes, to slice by', async () => {
    await using sessions = await temporaryFolder(samples.find(({ layout }) => layout === 'sessions')!.files)
    const { photos } = await openDataset(sessions.path)
    expect(photos.map(({ attributes }) => attributes)).toEqual([
      { session: 'indoor_mask', clip: 'clip1' },
      { session: 'indoor_nomask' },
      { session: 'indoor_mask' },
      { session: 'indoor_nomask' },
    ])
    await using listed = await temporaryFolder(samples.find(({ layout }) => layout === 'list')!.files)
    const list = await openDataset(join(listed.path, 'labels.csv'))
    expect(list.photos[0]!.attributes).toEqual({ mask_type: 'FFP2', session: '2' })
    expect(list.notes).toEqual(['1 pictures are not in labels.csv and are left out.'])
  })

  test('CALFW: folds of genuine pairs as listed, of impostor pairs in order; the aligned pictures', async () => {
    await using folder = await temporaryFolder(samples.find(({ why }) => why === 'CALFW')!.files)
    const { pairs, notes, photos } = await openDataset(folder.path)
    expect(pairs).toEqual([
      { reference: 'Ann_Lee_0001.jpg', probe: 'Ann_Lee_0002.jpg', genuine: true, fold: 0 },
      { reference: 'Bo_0001.jpg', probe: 'Bo_0002.jpg', genuine: true, fold: 1 },
      { reference: 'Ann_Lee_0001.jpg', probe: 'Bo_0001.jpg', genuine: false, fold: 0 },
      { reference: 'Ann_Lee_0002.jpg', probe: 'Bo_0002.jpg', genuine: false, fold: 1 },
    ])
    expect(notes[0]).toBe('Pictures are those of aligned images, not of images.')
    expect(Buffer.from(await photos[0]!.load()).toString()).toBe('aligned images/Ann_Lee_0001.jpg')
  })

  test('a list of paths: pictures that it does not name are told', async () => {
    await using folder = await temporaryFolder(samples.find(({ why }) => why === 'a list of paths')!.files)
    const { notes } = await openDataset(folder.path)
    expect(notes).toEqual([
      'Pictures are those of lfw.',
      'The list says nothing of masks; without labels.csv all photos count as bare.',
      '1 pictures beside them are not in lfw_test_pair.txt and are left out.',
    ])
  })

  test('CALFW: a partial copy leaves pairs out and says so', async () => {
    await using folder = await temporaryFolder({ 'pairs_CALFW.txt': calfw, ...inFolder('', flat.slice(0, 3)) })
    const { pairs, notes } = await openDataset(folder.path)
    expect(pairs).toHaveLength(2)
    expect(notes).toContain(
      '2 of 4 pairs of pairs_CALFW.txt are here and 1 of 2 folds whole; the others name photos that are not, and are left out.',
    )
  })

  test('RMFRD: people who are in one tree alone are told', async () => {
    await using folder = await temporaryFolder(samples.find(({ layout }) => layout === 'mask-trees')!.files)
    const { notes } = await openDataset(folder.path)
    expect(notes).toEqual([
      'Masks by the names of folders: AFDB_face_dataset bare, AFDB_masked_face_dataset masked.',
      '1 people have bare photos only.',
    ])
  })

  test('MegaFace: roles, and what is not here', async () => {
    const { 'FlickrFinal2/002/a.jpg': _absent, ...files } = megaface
    await using folder = await temporaryFolder(files)
    const { photos, notes } = await openDataset(folder.path)
    expect(photos.map(({ attributes }) => attributes?.role)).toEqual(['probe', 'probe', 'probe', 'distractor'])
    expect(notes).toEqual([
      'Lists: facescrub_features_list.json and megaface_features_list.json_2_1.',
      '1 listed pictures are not here and are left out.',
    ])
  })

  test('the kinds of protocol follow from the masks of the layout', async () => {
    await using folder = await temporaryFolder(samples.find(({ layout }) => layout === 'portraits')!.files)
    const protocol = buildPairProtocol(await openDataset(folder.path), {
      masks: 'auto',
      people: 'all',
      maxGenuine: 10,
      maxImpostor: 10,
      seed: 1,
    })
    expect(protocol.maskSource).toBe('real')
    expect(possibleSettings(protocol)['umr-mp']).toEqual({ genuine: 2, impostor: 2, impossibleBecause: null })
  })

  test('packs beside each other: the folder is the training set, a file is a test set', async () => {
    await using folder = await temporaryFolder({ 'anna/1.jpg': 'a1', 'anna/2.jpg': 'a2', 'bert/1.jpg': 'b1' })
    await writeFile(join(folder.path, 'pairs.csv'), 'reference,probe,genuine\nanna/1.jpg,anna/2.jpg,1\n')
    const set = await openDataset(folder.path)
    await using out = await temporaryFolder()
    await exportDataset(set, join(out.path, 'train.rec'))
    await exportDataset(set, join(out.path, 'lfw.bin'))
    await exportDataset(set, join(out.path, 'agedb_30.bin'))
    const { notes, photos } = await openDataset(out.path)
    expect(notes[0]).toBe('agedb_30.bin, lfw.bin are sets of their own: name the file to open one.')
    expect(photos).toHaveLength(3)
    expect(await openDataset(join(out.path, 'lfw.bin'))).toMatchObject({ name: 'lfw', pairs: [{ genuine: true }] })
  })

  test('what layout.txt says is taken', async () => {
    const { files } = samples.find(({ layout }) => layout === 'portraits')!
    await using folder = await temporaryFolder({ ...files, 'layout.txt': 'people\r\n' })
    const set = await openDataset(folder.path)
    expect(set.photos.every(({ masked }) => !masked)).toBe(true)
    expect(set.notes).toEqual([])
    await using list = await temporaryFolder({
      'anna/1.jpg': 'a1',
      'anna/2.jpg': 'a2',
      'labels.csv': 'file,identity,masked\nanna/1.jpg,anna,0\n',
      'layout.txt': 'list',
    })
    expect((await openDataset(list.path)).photos).toHaveLength(1)
    for (const [word, message] of [
      ['person', /layout\.txt, line 1: expected people, list, .* but received "person"/],
      ['recordio', /layout\.txt, line 1: expected a layout of files that are there but received "recordio"/],
    ] as const) {
      await writeFile(join(folder.path, 'layout.txt'), word)
      await expect(openDataset(folder.path)).rejects.toMatchObject({ code: 'unknown-layout' })
      await expect(openDataset(folder.path)).rejects.toThrow(message)
    }
  })

  test('a loose picture beside people with labels does not make their photos a list', async () => {
    await using folder = await temporaryFolder({
      'anna/1.jpg': 'a1',
      'anna/2.jpg': 'a2',
      'sheet.jpg': 's',
      'labels.csv': 'file,identity,masked\nanna/1.jpg,anna,1\n',
    })
    expect(await detectLayout(folder.path)).toMatchObject({ layout: 'people' })
    expect((await openDataset(folder.path)).photos).toHaveLength(2)
  })

  test.each([
    {
      why: 'another file',
      files: { 'a.zip': '' },
      path: 'a.zip',
      code: 'unknown-layout',
      message: /ends in \.rec, \.bin, \.csv/,
    },
    { why: 'nothing', files: {}, path: 'absent', code: 'folder-missing', message: /nothing is there/ },
    {
      why: 'a path that leaves the folder',
      files: { 'labels.csv': 'file,identity,masked\n../x.jpg,Ann,0\n', 'z.jpg': 'z' },
      path: '.',
      code: 'outside-folder',
      message: /labels\.csv, line 2: expected a relative path/,
    },
    {
      why: 'an absolute path',
      files: { 'labels.csv': 'file,identity,masked\n/etc/passwd,Ann,0\n', 'z.jpg': 'z' },
      path: '.',
      code: 'outside-folder',
      message: /line 2: expected a relative path/,
    },
    {
      why: 'an absent photo',
      files: { 'labels.csv': 'file,identity,masked\nz.jpg,Ann,0\ny.jpg,Ann,0\n', 'z.jpg': 'z' },
      path: '.',
      code: 'absent-photo',
      message: /labels\.csv, line 3: expected a photo of the folder but y\.jpg/,
    },
    {
      why: 'a repeated photo',
      files: { 'labels.csv': 'file,identity,masked\nz.jpg,Ann,0\n./z.jpg,Ann,0\n', 'z.jpg': 'z' },
      path: '.',
      code: 'bad-labels',
      message: /labels\.csv, line 3: expected each photo once/,
    },
    {
      why: 'no photo',
      files: { 'labels.csv': 'file,identity,masked\n', 'z.jpg': 'z' },
      path: '.',
      code: 'bad-labels',
      message: /labels\.csv, line 2: expected at least one photo/,
    },
    {
      why: 'a list in Latin-1',
      files: { 'labels.csv': Buffer.from('file,identity,masked\nz.jpg,Zo\xeb,0\n', 'latin1'), 'z.jpg': 'z' },
      path: '.',
      code: 'bad-labels',
      message: /labels\.csv, line 2, byte 29: expected UTF-8 but received 0xeb/,
    },
    {
      why: 'a half pair',
      files: { 'pairs_CALFW.txt': 'A_0001.jpg\t1\nA_0002.jpg\t1\nB_0001.jpg\t1\n', 'A_0001.jpg': 'a' },
      path: '.',
      code: 'bad-pairs',
      message: /pairs_CALFW\.txt, line 3: expected a second picture/,
    },
    {
      why: 'a pair of two folds',
      files: { 'pairs_CALFW.txt': 'A_0001.jpg\t1\nA_0002.jpg\t2\n', 'A_0001.jpg': 'a' },
      path: '.',
      code: 'bad-pairs',
      message: /line 2: expected the fold 1 of the pair's first picture but received 2/,
    },
    {
      why: 'a wrong answer',
      files: { 'pairs.txt': 'A_0001.jpg\tA_0002.jpg\t1\nA_0001.jpg\tA_0002.jpg\tyes\n', 'A_0001.jpg': 'a' },
      path: '.',
      code: 'bad-pairs',
      message: /pairs\.txt, line 2: expected "picture, picture, 1 or 0"/,
    },
    {
      why: 'pairs of other pictures',
      files: { 'pairs.txt': 'A_0001.jpg\tA_0002.jpg\t1\n', 'B_0001.jpg': 'b' },
      path: '.',
      code: 'absent-photo',
      message: /pairs\.txt, line 1: expected a picture below .* but A_0001\.jpg is in none/,
    },
    {
      why: 'a broken list',
      files: { ...megaface, 'devkit/templatelists/facescrub_features_list.json': '{"path": [' },
      path: '.',
      code: 'bad-labels',
      message: /facescrub_features_list\.json: expected JSON/,
    },
    {
      why: 'ids for other paths',
      files: { ...megaface, 'devkit/templatelists/facescrub_features_list.json': '{"path":["a"],"id":[]}' },
      path: '.',
      code: 'bad-labels',
      message: /expected an id for each of 1 paths but received 0/,
    },
    {
      why: 'probes without pictures',
      files: { ...megaface, 'devkit/templatelists/facescrub_features_list.json': '{"path":["C/c.png"],"id":["C"]}' },
      path: '.',
      code: 'absent-photo',
      message: /none of 1 is there, such as C\/c\.png/,
    },
    {
      why: 'people in folders that are no sessions',
      files: { 'a/x/1.jpg': '', 'b/y/1.jpg': '' },
      path: '.',
      code: 'nested-folder',
      message: /person\/photo\.jpg/,
    },
  ])('rejects $why', async ({ files, path, code, message }) => {
    await using folder = await temporaryFolder(files)
    const opening = openDataset(join(folder.path, path))
    await expect(opening).rejects.toMatchObject({ name: 'DatasetError', code })
    await expect(opening).rejects.toThrow(message)
  })

  test('a link that leaves the folder is refused in every layout', async () => {
    await using elsewhere = await temporaryFolder({ 'secret.jpg': 'secret' })
    for (const { files } of samples) {
      await using folder = await temporaryFolder(files)
      const place = Object.keys(files).find((name) => name.includes('/') && /\.(jpg|png)$/.test(name))!
      await symlink(join(elsewhere.path, 'secret.jpg'), join(folder.path, place, '../zzz.jpg'))
      await expect(openDataset(folder.path)).rejects.toMatchObject({ code: 'outside-folder' })
    }
  })

  test('stops when asked to', async () => {
    for (const { files } of samples) {
      await using folder = await temporaryFolder(files)
      await expect(openDataset(folder.path, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
    }
  })
})

const shared = process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../../../../shared')

describe.skipIf(!existsSync(join(shared, 'data')))('real photographs (skipped: needs ../shared/data)', () => {
  test.each([
    { set: 'lfw', layout: 'people', people: 1664, photos: 3074, masked: 0, pairs: 2400 },
    { set: 'rmfrd', layout: 'people', people: 243, photos: 1996, masked: 781, pairs: null },
    { set: 'rmfvd', layout: 'people', people: 209, photos: 880, masked: 671, pairs: null },
  ])('$set', async ({ set, layout, people, photos, masked, pairs }) => {
    const path = join(shared, 'data', set)
    expect(await detectLayout(path)).toMatchObject({
      layout,
      path,
      because: expect.stringContaining(`${people} folders`),
    })
    const opened = await openDataset(path)
    expect(new Set(opened.photos.map(({ person }) => person)).size).toBe(people)
    expect(opened.photos).toHaveLength(photos)
    expect(opened.photos.filter((photo) => photo.masked)).toHaveLength(masked)
    expect(opened.pairs?.length ?? null).toBe(pairs)
  })

  test('rmfvd by the names of its files is what its labels say', async () => {
    const path = join(shared, 'data/rmfvd')
    const [named, labelled] = [await openPortraits(path), await openDataset(path)]
    expect(facts(named.photos)).toEqual(facts(labelled.photos))
  })
})
