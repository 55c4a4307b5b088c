import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openProvenanceFile, provenanceName } from './provenance-file.ts'

const failure = (file: string, detail: string) =>
  ({ file, key: 'k', seed: 0, ok: false, reason: 'no-face', detail }) as const

test('a line cut short is dropped, the last line of a file counts, and the end is sorted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-provenance-'))
  try {
    const path = join(folder, provenanceName)
    const old = [failure('c', 'old'), failure('b', 'old'), failure('b', 'newer')].map((line) => JSON.stringify(line))
    await writeFile(path, `${old.join('\n')}\n{"file":"d","ke`)
    const first = await openProvenanceFile(folder)
    expect([...first.known.keys()]).toEqual(['c', 'b'])
    expect(first.known.get('b')).toMatchObject({ detail: 'newer' })
    await first.add(failure('a\n"', 'new'))

    // the process is killed here: the line is there already
    const second = await openProvenanceFile(folder)
    expect([...second.known.keys()]).toEqual(['c', 'b', 'a\n"'])
    await Promise.all([second.add(failure('z', 'new')), second.add(failure('c', 'new'))])
    await second.finish()
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      failure('a\n"', 'new'),
      failure('b', 'newer'),
      failure('c', 'new'),
      failure('z', 'new'),
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a folder in its place is said, not a crash', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-provenance-'))
  try {
    await mkdir(join(folder, provenanceName))
    await expect(openProvenanceFile(folder)).rejects.toMatchObject({ code: 'unwritable-output' })
  } finally {
    await rm(folder, { recursive: true })
  }
})
