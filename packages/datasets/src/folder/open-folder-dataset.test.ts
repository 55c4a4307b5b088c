import { existsSync } from 'node:fs'
import { cp, mkdir, rename, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildPairProtocol } from '#protocol/build-pair-protocol.ts'
import { possibleSettings } from '#protocol/possible-settings.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { openFolderDataset } from './open-folder-dataset.ts'

const people = { 'anna/1.jpg': 'a1', 'anna/2.PNG': 'a2', 'bert/1.jfif': 'b1' }

describe('openFolderDataset', () => {
  test('takes pictures of people and counts what it ignores', async () => {
    await using folder = await temporaryFolder({
      ...people,
      'anna/notes.txt': '',
      'anna/.hidden.jpg': '',
      '.git/config': '',
      'README.md': '',
      'loose.jpg': '',
    })
    const set = await openFolderDataset(folder.path, { name: 'ours' })
    expect(set).toMatchObject({ name: 'ours', kind: 'folder', pairs: null, licence: null })
    expect(set.photos.map(({ id, person, masked, landmarks }) => ({ id, person, masked, landmarks }))).toEqual([
      { id: 'anna/1.jpg', person: 'anna', masked: false, landmarks: null },
      { id: 'anna/2.PNG', person: 'anna', masked: false, landmarks: null },
      { id: 'bert/1.jfif', person: 'bert', masked: false, landmarks: null },
    ])
    expect(Buffer.from(await set.photos[2]!.load()).toString()).toBe('b1')
    expect(set.notes).toEqual([
      'Ignored 2 hidden entries.',
      'Ignored 2 files that are no pictures by their ending.',
      "Ignored 1 pictures that lie outside of a person's folder.",
    ])
  })

  test('labels give person and mask; a photo without one is bare and of its folder', async () => {
    await using folder = await temporaryFolder({
      ...people,
      'labels.csv':
        '\uFEFFmasked,blur,file,identity\r\nTRUE,0,anna/2.PNG,"Anna ""A"", senior"\r\n0,0,bert/1.jfif,bert\r\n',
    })
    const { photos, notes } = await openFolderDataset(folder.path)
    expect(photos.map(({ person, masked }) => [person, masked])).toEqual([
      ['anna', false],
      ['Anna "A", senior', true],
      ['bert', false],
    ])
    expect(notes).toEqual(['1 photos are not in labels.csv; they count as bare.'])
  })

  test('the checksum follows content, labels and pairs, not the place', async () => {
    await using folder = await temporaryFolder(people)
    await using copy = await temporaryFolder()
    await cp(folder.path, copy.path, { recursive: true })
    const checksum = async () => (await openFolderDataset(copy.path)).checksum
    const first = await checksum()
    expect(first).toBe((await openFolderDataset(folder.path)).checksum)
    const seen = new Set([first])
    await writeFile(join(copy.path, 'labels.csv'), 'file,identity,masked\nanna/1.jpg,anna,1\n')
    seen.add(await checksum())
    await writeFile(join(copy.path, 'pairs.csv'), 'reference,probe,genuine\nanna/1.jpg,bert/1.jfif,0\n')
    seen.add(await checksum())
    await writeFile(join(copy.path, 'labels.csv'), 'file,identity,masked,glasses\nanna/1.jpg,anna,1,yes\n')
    seen.add(await checksum())
    await writeFile(join(copy.path, 'anna/1.jpg'), 'a1!')
    seen.add(await checksum())
    await rename(join(copy.path, 'bert/1.jfif'), join(copy.path, 'bert/1.jpg'))
    await writeFile(join(copy.path, 'pairs.csv'), 'reference,probe,genuine\nanna/1.jpg,bert/1.jpg,0\n')
    seen.add(await checksum())
    expect(seen.size).toBe(6)
  })

  test.each([
    { why: 'missing', files: {}, path: 'absent', code: 'folder-missing', message: /nothing is there/ },
    { why: 'a file', files: { 'x.jpg': '' }, path: 'x.jpg', code: 'not-a-folder', message: /x\.jpg is a file/ },
    { why: 'empty', files: {}, path: '.', code: 'no-people', message: /it holds no folder/ },
    {
      why: 'one person',
      files: { '1.jpg': '', '2.jpg': '' },
      path: '.',
      code: 'no-people',
      message: /2 pictures lie directly in it/,
    },
    {
      why: 'without pictures',
      files: { 'anna/a.txt': '' },
      path: '.',
      code: 'no-people',
      message: /none of its 1 folders holds a picture/,
    },
    {
      why: 'deeper',
      files: { 'set/anna/1.jpg': '' },
      path: '.',
      code: 'nested-folder',
      message: /set\/anna is a folder/,
    },
  ])('rejects a folder that is $why', async ({ files, path, code, message }) => {
    await using folder = await temporaryFolder(files)
    const opening = openFolderDataset(join(folder.path, path))
    await expect(opening).rejects.toMatchObject({ name: 'DatasetError', code })
    await expect(opening).rejects.toThrow(message)
  })

  test('a link inside the folder counts as a photo, a dangling one does not, one that leaves is refused', async () => {
    await using folder = await temporaryFolder(people)
    await using elsewhere = await temporaryFolder({ 'secret.jpg': 'secret' })
    await symlink('../anna/1.jpg', join(folder.path, 'bert/2.jpg'))
    await symlink('nowhere.jpg', join(folder.path, 'bert/3.jpg'))
    const { photos } = await openFolderDataset(folder.path)
    expect(photos.map(({ id }) => id)).toContain('bert/2.jpg')
    expect(photos.map(({ id }) => id)).not.toContain('bert/3.jpg')
    for (const [target, link] of [
      [join(elsewhere.path, 'secret.jpg'), 'bert/4.jpg'],
      [elsewhere.path, 'carl'],
    ] as const) {
      await using outside = await temporaryFolder(people)
      await symlink(target, join(outside.path, link))
      await expect(openFolderDataset(outside.path)).rejects.toMatchObject({ code: 'outside-folder' })
    }
  })

  test('stops when asked to', async () => {
    await using folder = await temporaryFolder(people)
    await expect(openFolderDataset(folder.path, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
  })

  test('a photo that went away is told when it is loaded', async () => {
    await using folder = await temporaryFolder(people)
    const { photos } = await openFolderDataset(folder.path)
    await rename(join(folder.path, 'anna'), join(folder.path, 'moved'))
    await expect(photos[0]!.load()).rejects.toMatchObject({ code: 'unreadable-photo' })
    await mkdir(join(folder.path, 'anna/1.jpg'), { recursive: true })
    await expect(photos[0]!.load()).rejects.toMatchObject({ code: 'unreadable-photo' })
  })
})

const shared = process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../../../../shared')

describe.skipIf(!existsSync(join(shared, 'data')))('real photographs (skipped: needs ../shared/data)', () => {
  test.each([
    { folder: 'lfw', photos: 3074, masked: 0, maskSource: 'synthetic', genuine: 1200, impostor: 1200, settings: 4 },
    { folder: 'rmfrd', photos: 1996, masked: 781, maskSource: 'real', genuine: 765, impostor: 2000, settings: 4 },
    { folder: 'rmfvd', photos: 880, masked: 671, maskSource: 'real', genuine: 671, impostor: 2000, settings: 1 },
  ])('$folder', async ({ folder, photos, masked, maskSource, genuine, impostor, settings }) => {
    const set = await openFolderDataset(join(shared, 'data', folder))
    expect(set.photos).toHaveLength(photos)
    expect(set.photos.filter((photo) => photo.masked)).toHaveLength(masked)
    const protocol = buildPairProtocol(set, {
      masks: 'auto',
      people: 'all',
      maxGenuine: 2000,
      maxImpostor: 2000,
      seed: 1,
    })
    expect(protocol.maskSource).toBe(maskSource)
    expect(protocol.pairs.filter((pair) => pair.genuine)).toHaveLength(genuine)
    expect(protocol.pairs.filter((pair) => !pair.genuine)).toHaveLength(impostor)
    const possible = Object.values(possibleSettings(protocol)).filter((one) => one.impossibleBecause === null)
    expect(possible).toHaveLength(settings)
  })
})
