import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

test('makes what is missing, also when several ask at once', async () => {
  const root = await mkdtemp(join(tmpdir(), 'maskmirror-folder-'))
  try {
    await Promise.all(['a/b/c', 'a/b/d', 'a/b/c', 'a'].map((name) => makeFolder(join(root, name))))
    for (const name of ['a/b/c', 'a/b/d']) expect((await stat(join(root, name))).isDirectory()).toBe(true)
    await writeFile(join(root, 'file'), '')
    await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(makeFolder(join(root, 'file/below'))).rejects.toMatchObject({
      code: expect.stringMatching(/EEXIST|ENOTDIR/),
    })
  } finally {
    await rm(root, { recursive: true })
  }
})

test.skipIf(!existsSync('/proc/self'))('ends where nobody may make folders (skipped: needs /proc)', async () => {
  await expect(makeFolder('/proc/maskmirror/below')).rejects.toMatchObject({ code: 'ENOENT' })
})
