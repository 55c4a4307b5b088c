import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { expect, test } from 'vitest'
import { maskmirror, temporaryFolder } from './maskmirror.ts'

/** Generated people as `person/photo.png`, of whom the last has a copy of another one's photo. */
async function makePhotos(folder: string): Promise<{ first: string; copy: string }> {
  const { photos } = openGeneratedDataset({ seed: 'sets', people: 6, picturesPerPerson: 2, split: 'test' })
  for (const { id, load } of photos) {
    await mkdir(dirname(join(folder, id)), { recursive: true })
    await writeFile(join(folder, id), await load())
  }
  const first = photos[0]!.id
  const copy = `${photos.at(-1)!.person}/copy.png`
  await copyFile(join(folder, first), join(folder, copy))
  return { first, copy }
}

test('import, examine, split and verify a set; nothing is fetched without consent', { timeout: 300_000 }, async () => {
  await using folder = await temporaryFolder()
  const { path } = folder
  const run = (...args: string[]) => maskmirror(['datasets', ...args, '--data-dir', join(path, 'data')])
  const { first, copy } = await makePhotos(join(path, 'photos'))

  const imported = await run('import', join(path, 'photos'), '--as', 'mfr2', '--name', 'faces')
  expect(imported.code, imported.stderr).toBe(0)
  expect(imported.stdout).toContain('people: 6 here, 53 published for mfr2')

  const health = await run('health', 'faces', '--out', join(path, 'health'))
  expect(health.code, health.stderr).toBe(0)
  expect(health.stdout).toContain('1 groups of duplicates under several names')
  const suspects = await readFile(join(path, 'health/suspects.csv'), 'utf8')
  expect(suspects.split('\n').slice(1, 3).sort()).toEqual(
    [
      `faces,${first},same-file across people,faces/${copy},`,
      `faces,${copy},same-file across people,faces/${first},`,
    ].sort(),
  )

  const list = join(path, 'split.csv')
  const split = await run('split', 'faces', '--parts', 'RMFD_DA,RMFD_FV', '--out', list)
  expect(split.code, split.stderr).toBe(0)
  expect((await readFile(list, 'utf8')).split('\n')).toHaveLength(8)

  await writeFile(join(path, 'photos', copy), 'damaged')
  const verified = await run('verify', 'faces', '--json')
  expect(verified.code, verified.stderr).toBe(2)
  expect(JSON.parse(verified.stdout)).toMatchObject([{ sameChecksum: false, files: { same: 12, changed: [copy] } }])

  const pulled = await run('pull', 'lfw')
  expect(pulled.code).toBe(1)
  expect(pulled.stderr).toMatch(/licence {2}none stated[\s\S]*size {5}243\.5 MB[\s\S]*--accept-licence/)
  const byHand = await run('pull', 'mlfw', '--accept-licence')
  expect(byHand.code).toBe(1)
  expect(byHand.stderr).toContain('import <folder> --as mlfw')
})
