import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { encodePng } from '@maskmirror/imaging/codec'
import { expect, test } from 'vitest'
import { maskmirror, temporaryFolder } from './maskmirror.ts'

test('a set is packed, and what the pack is is told', { timeout: 180_000 }, async () => {
  await using folder = await temporaryFolder()
  const photos = join(folder.path, 'photos')
  for (const [person, grey] of [
    ['anna', 10],
    ['ben', 200],
  ] as const) {
    await mkdir(join(photos, person), { recursive: true })
    for (const picture of [1, 2]) {
      const pixels = new Uint8ClampedArray(64 * 64 * 3).fill(grey + picture)
      await writeFile(join(photos, person, `${picture}.png`), await encodePng(createImage(64, 64, 3, pixels)))
    }
  }
  await writeFile(
    join(photos, 'pairs.csv'),
    'reference,probe,genuine\nanna/1.png,anna/2.png,1\nanna/1.png,ben/1.png,0\n',
  )
  const out = join(folder.path, 'packed')
  await mkdir(out)
  const packed = await maskmirror(['datasets', 'pack', photos, join(out, 'photos.bin')])
  expect(packed.code, packed.stderr).toBe(0)
  expect(packed.stdout).toContain('Folder with 2 people: 4 bare and 0 masked photos, a list of 2 pairs')
  expect((await readdir(out)).sort()).toEqual(['photos.bin', 'photos.labels.csv'])
  const again = await maskmirror(['datasets', 'pack', photos, join(out, 'photos.bin')])
  expect(again.code).not.toBe(0)
  expect(again.stderr).toMatch(/Expected a new file but .*photos\.bin is there/)
  const look = await maskmirror(['datasets', 'look', out])
  expect(look.stdout).toBe(
    `${join(out, 'photos.bin')}\nLayout verification-pack: There is photos.bin and nothing that holds pictures.\n`,
  )
})
