import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { listPictures } from './list-pictures.ts'

async function folderWith(files: readonly string[]) {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-list-'))
  for (const file of files) {
    await mkdir(dirname(join(path, file)), { recursive: true })
    await writeFile(join(path, file), '')
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

test('pictures at any depth with any name, sorted; the rest is counted', async () => {
  await using folder = await folderWith([
    'b.JPG',
    'a.b.c.png',
    'deep/er/ü b\n"x".webp',
    '-rf.jpeg',
    '..jpg',
    '.hidden/a.jpg',
    'notes.txt',
    'noextension',
  ])
  await symlink(join(folder.path, 'b.JPG'), join(folder.path, 'link.jpg'))
  await symlink(folder.path, join(folder.path, 'circle'))
  await symlink('/nowhere', join(folder.path, 'dangling.jpg'))
  const { pictures, ignored, root } = await listPictures(folder.path)
  expect(root).toBe(folder.path)
  expect(pictures.map(({ file }) => file)).toEqual([
    '-rf.jpeg',
    'a.b.c.png',
    'b.JPG',
    'deep/er/ü b\n"x".webp',
    'link.jpg',
  ])
  expect(ignored).toBe(6)
})

test('one file is taken whatever it is called', async () => {
  await using folder = await folderWith(['photo.of.me'])
  const path = join(folder.path, 'photo.of.me')
  expect(await listPictures(path)).toEqual({
    root: folder.path,
    pictures: [{ file: 'photo.of.me', path }],
    ignored: 0,
  })
})

test('an empty folder has no pictures, a missing one is an error', async () => {
  await using folder = await folderWith([])
  expect((await listPictures(folder.path)).pictures).toEqual([])
  await expect(listPictures(join(folder.path, 'no'))).rejects.toMatchObject({ code: 'input-missing' })
})
