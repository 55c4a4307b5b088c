import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder, writeFiles } from '../../test/picture-folder.ts'
import { openRecordFile } from './record-file.ts'

interface Line {
  readonly file: string
  readonly part: number
  readonly by: string
}

const openRecord = (folder: string) =>
  openRecordFile<Line>({
    ...{ folder, name: 'record.jsonl', isFirst: ({ part }) => part === 0 },
    parse: (text) => (text.endsWith('}') ? JSON.parse(text) : null),
  })

const lines = (file: string, by: string, count: number): Line[] =>
  Array.from({ length: count }, (_, part) => ({ file, part, by }))

test('the lines of a file replace those before them and stay together in their order', async () => {
  await using folder = await temporaryFolder()
  const old = [...lines('b', 'old', 3), ...lines('a', 'old', 2), ...lines('b', 'newer', 2)]
  const text = `${old.map((line) => JSON.stringify(line)).join('\n')}\n{"file":"c","pa`
  await writeFiles(folder.path, { 'record.jsonl': text })
  const record = await openRecord(folder.path)
  expect([...record.known]).toEqual([
    ['b', lines('b', 'newer', 2)],
    ['a', lines('a', 'old', 2)],
  ])
  await Promise.all([record.add('a', lines('a', 'now', 3)), record.add('0', lines('0', 'now', 1))])
  await record.finish()
  const kept = (await readFile(join(folder.path, 'record.jsonl'), 'utf8')).trimEnd().split('\n')
  expect(kept.map((line) => JSON.parse(line))).toEqual([
    ...lines('0', 'now', 1),
    ...lines('a', 'now', 3),
    ...lines('b', 'newer', 2),
  ])
})
