import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { compareIndexes, hashTree, readFileIndex, writeFileIndex } from './file-index.ts'

const options = { onProgress: () => {}, clockMs: () => 0 }

describe('the index of a set', () => {
  test('round-trips, also with names that a line cannot hold', async () => {
    const files = { 'anna/1.jpg': 'a', '.hidden': 'b', 'odd/a\nb\\c.jpg': 'c' }
    await using folder = await temporaryFolder(files)
    await symlink('1.jpg', join(folder.path, 'anna/link.jpg'))
    await symlink('nowhere', join(folder.path, 'anna/dangling.jpg'))
    await using elsewhere = await temporaryFolder()
    const index = await hashTree(folder.path, options)
    expect([...index.keys()]).toEqual(['.hidden', 'anna/1.jpg', 'anna/link.jpg', 'odd/a\nb\\c.jpg'])
    expect(index.get('anna/link.jpg')).toBe(index.get('anna/1.jpg'))
    const path = join(elsewhere.path, 'set.sha256')
    await writeFileIndex(path, index)
    expect(await readFileIndex(path)).toEqual(index)
  })

  test('one file alone', async () => {
    await using folder = await temporaryFolder({ 'lfw.bin': 'pack', 'other.bin': 'x' })
    const index = await hashTree(join(folder.path, 'lfw.bin'), options)
    expect([...index.keys()]).toEqual(['lfw.bin'])
  })

  test('tells what has become of the files', async () => {
    await using folder = await temporaryFolder({ 'a.jpg': '1', 'b.jpg': '2', 'c.jpg': '3' })
    const then = await hashTree(folder.path, options)
    await writeFile(join(folder.path, 'b.jpg'), 'changed')
    await writeFile(join(folder.path, 'd.jpg'), 'added')
    const now = new Map(await hashTree(folder.path, options))
    now.delete('c.jpg')
    expect(compareIndexes(then, now)).toEqual({ same: 1, missing: ['c.jpg'], changed: ['b.jpg'], added: ['d.jpg'] })
  })

  test.each([
    ['no checksum\n', /line 1: expected a checksum/],
    [`${'0'.repeat(64)}  a.jpg\n${'1'.repeat(64)}  a.jpg\n`, /line 2: .*was not there before/],
  ])('%j is no index', async (text, message) => {
    await using folder = await temporaryFolder({ 'set.sha256': text })
    const work = readFileIndex(join(folder.path, 'set.sha256'))
    await expect(work).rejects.toMatchObject({ code: 'bad-index', message: expect.stringMatching(message) })
  })

  test('a folder that is not there', async () => {
    await using folder = await temporaryFolder()
    const work = hashTree(join(folder.path, 'gone'), options)
    await expect(work).rejects.toMatchObject({ code: 'folder-unreadable' })
  })
})
