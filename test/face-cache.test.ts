import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { maskmirror, startMaskmirror, temporaryFolder } from './maskmirror.ts'

/** Until a shard has grown by a few faces. */
async function untilBegun(folder: string): Promise<void> {
  const part = join(folder, 'shards', '000000.faces.part')
  while (((await stat(part).catch(() => null))?.size ?? 0) < 200_000) await wait(5)
}

test('datasets cache: dry run, killed, continued, found whole', { timeout: 600_000 }, async () => {
  await using folder = await temporaryFolder()
  const cache = (out: string, ...more: string[]) => [
    ...['datasets', 'cache', 'demo', '--out', join(folder.path, out), '--side', '64'],
    ...['--data-dir', join(folder.path, 'data'), ...more],
  ]
  const dry = await maskmirror(cache('killed', '--dry-run', '--json'))
  expect(dry.code, dry.stderr).toBe(0)
  expect(JSON.parse(dry.stdout)).toMatchObject({ dryRun: true, photos: 300, people: 60, shards: 1, shardsThere: 0 })
  expect(await readdir(folder.path)).not.toContain('killed')

  const killed = startMaskmirror(cache('killed', '--jobs', '2'))
  await untilBegun(join(folder.path, 'killed'))
  killed.kill('SIGKILL')
  expect((await killed.ended).signal).toBe('SIGKILL')
  const rest = await maskmirror(cache('killed', '--jobs', '1', '--json'))
  expect(rest.code, rest.stderr).toBe(0)
  const { photosMade, ...counts } = JSON.parse(rest.stdout)
  expect(counts).toMatchObject({ photos: 300, faces: 300, people: 60, failures: [], shards: 1, damaged: [] })
  expect(photosMade).toBeLessThan(290)

  expect((await maskmirror(cache('whole'))).code).toBe(0)
  const [one, other] = await Promise.all(
    ['whole', 'killed'].map((out) => readFile(join(folder.path, out, 'shards', '000000.faces'))),
  )
  expect(other!.equals(one!)).toBe(true)
  const again = await maskmirror(cache('whole'))
  expect(again.stdout).toContain('300 faces (0 masked) of 60 people from 300 photos')
  expect(again.stdout).not.toContain('photos a second')
  const wrong = await maskmirror(cache('whole', '--pixels', 'png'))
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toContain('pixels')
})
