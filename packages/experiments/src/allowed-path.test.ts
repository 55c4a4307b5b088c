import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allowedPath } from './allowed-path.ts'

async function temporaryRoots() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'maskmirror-roots-')))
  await mkdir(join(folder, 'allowed/photos'), { recursive: true })
  await mkdir(join(folder, 'allowed-not/photos'), { recursive: true })
  await writeFile(join(folder, 'secret'), '')
  await symlink(join(folder, 'secret'), join(folder, 'allowed/link'))
  return { folder, root: join(folder, 'allowed'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

describe('allowedPath', () => {
  test('answers with the real path of what lies inside, also when named relative to the root', async () => {
    await using roots = await temporaryRoots()
    for (const path of ['photos', join(roots.root, 'photos'), join(roots.root, 'photos/../photos/.')]) {
      expect(await allowedPath('folder', path, [roots.root])).toBe(join(roots.root, 'photos'))
    }
    expect(await allowedPath('folder', '.', [roots.root])).toBe(roots.root)
  })

  test.each(['../secret', '..', '/', '/etc/passwd', 'link', 'absent', '../allowed-not/photos', 'photos\0'])(
    'refuses %j and does not tell whether it exists',
    async (path) => {
      await using roots = await temporaryRoots()
      await expect(allowedPath('folder', path, [roots.root])).rejects.toThrow(
        `Expected folder to exist inside ${roots.root} but received ${JSON.stringify(path)}`,
      )
    },
  )

  test('refuses everything without roots', async () => {
    await expect(allowedPath('folder', '/', [])).rejects.toMatchObject({ code: 'path-outside-roots' })
  })
})
