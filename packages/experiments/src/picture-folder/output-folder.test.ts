import { mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkOutputFolder, openOutputFolder } from './output-folder.ts'

async function temporaryFolder() {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'maskmirror-out-')))
  await mkdir(join(path, 'in/below'), { recursive: true })
  await symlink(join(path, 'in'), join(path, 'link-to-in'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

describe('checkOutputFolder', () => {
  test.each(['in', 'in/new', 'in/below', '.', 'link-to-in', 'link-to-in/new/er', 'other/../in'])(
    '%s overlaps with the input folder',
    async (output) => {
      await using folder = await temporaryFolder()
      const listing = { root: join(folder.path, 'in'), pictures: [], ignored: 0 }
      await expect(checkOutputFolder(join(folder.path, output), listing, true)).rejects.toMatchObject({
        code: 'bad-output-folder',
      })
      expect(await readdir(join(folder.path, 'in'))).toEqual(['below'])
    },
  )

  test.each(['in2', 'out/a/b', '..in'])('%s does not', async (output) => {
    await using folder = await temporaryFolder()
    const listing = { root: join(folder.path, 'in'), pictures: [], ignored: 0 }
    expect(await checkOutputFolder(join(folder.path, output), listing, true)).toBe(join(folder.path, output))
  })

  test('one picture may go to a folder beside or below it, but not to its own', async () => {
    await using folder = await temporaryFolder()
    const listing = { root: join(folder.path, 'in'), pictures: [], ignored: 0 }
    expect(await checkOutputFolder(join(folder.path, 'in/below'), listing, false)).toBe(join(folder.path, 'in/below'))
    await expect(checkOutputFolder(join(folder.path, 'in'), listing, false)).rejects.toThrow(/overlap/)
  })
})

test('nothing is made behind a link that leads out of the output folder', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'out'))
  await symlink(join(folder.path, 'in'), join(folder.path, 'out/trap'))
  const output = await openOutputFolder(join(folder.path, 'out'))
  expect(await output.fileFor('a/b/c.jpg')).toBe(join(folder.path, 'out/a/b/c.jpg'))
  expect(await readdir(join(folder.path, 'out/a'))).toEqual(['b'])
  await expect(output.fileFor('trap/deep/c.jpg')).rejects.toMatchObject({ code: 'bad-output-folder' })
  expect(await readdir(join(folder.path, 'in'))).toEqual(['below'])
})
