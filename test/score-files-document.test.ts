import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { maskmirror, root, temporaryFolder } from './maskmirror.ts'

test('every format that docs/score-files.md shows is read as it says', { timeout: 120_000 }, async () => {
  const text = await readFile(join(root, 'docs/score-files.md'), 'utf8')
  const formats = text.slice(text.indexOf('## Formats'), text.indexOf('### Lists of pairs'))
  const shown = [...formats.matchAll(/^```(?:text|csv)\n([\s\S]*?)^```$/gm)].map(([, content]) => content!)
  const names = [...formats.matchAll(/^\*\*`([\w-]+)`\*\*/gm)].map(([, name]) => name)
  expect(names).toEqual(['bob-4', 'bob-5', 'bob-csv', 'csv', 'pairs', 'list', 'npy', 'parquet'])
  expect(shown).toHaveLength(7)
  await using folder = await temporaryFolder()
  const files = await Promise.all(
    shown.map(async (content, i) => {
      const file = join(folder.path, `example${i}.txt`)
      await writeFile(file, content)
      return file
    }),
  )
  const list = files.pop()!
  const asPairs = files.pop()!
  const seen = await maskmirror([
    'scores',
    ...files,
    '--genuine',
    `list=${list}`,
    '--impostor',
    list,
    '--json',
    '--resamples',
    '0',
  ])
  expect(seen.code, seen.stderr).toBe(0)
  const result: { files: { formats: string[] }[] } = JSON.parse(seen.stdout)
  expect(result.files.map((file) => file.formats[0])).toEqual(['bob-4', 'bob-5', 'bob-csv', 'csv', 'csv', 'list'])
  const pairs = await maskmirror(['scores', asPairs, '--format', 'pairs', '--json', '--resamples', '0'])
  expect(pairs.code, pairs.stderr).toBe(0)
})
