import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ConvertOptions, convertScoreFile } from './convert-score-file.ts'

async function* nothing(): AsyncGenerator<Uint8Array> {}
const context = { stdin: nothing(), signal: new AbortController().signal, onBytes: () => {} }

test('through every format and back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-test-'))
  const at = (name: string) => join(folder, name)
  const convert = (from: string, to: string, options: ConvertOptions = {}) =>
    convertScoreFile(at(from), at(to), options, context)
  try {
    const text = 'anna m1 anna p1 0.8214\nben m2 anna p1 0.30000000000000004\nben m2 ben p2 -0\n'
    await writeFile(at('a.txt'), text)
    expect(await convert('a.txt', 'b.csv')).toBe(3)
    expect(await convert('b.csv', 'c.parquet')).toBe(3)
    await convert('c.parquet', 'd.csv', { to: 'bob-csv' })
    await convert('d.csv', 'e.txt', { to: 'bob-5' })
    expect(await readFile(at('e.txt'), 'utf8')).toBe(text)
    expect(await convert('a.txt', 'genuine.txt', { to: 'list', only: 'genuine' })).toBe(2)
    expect(await readFile(at('genuine.txt'), 'utf8')).toBe('0.8214\n-0\n')
    expect(await convert('a.txt', 'impostor.npy', { only: 'impostor' })).toBe(1)
    await expect(convert('a.txt', 'x.npy')).rejects.toThrow('Expected --only genuine or --only impostor for npy')
    await expect(convert('a.txt', 'x.doc')).rejects.toThrow(
      'Expected a file that ends in .csv, .parquet, .npy, or --to',
    )
    await expect(convert('a.txt', 'no/such/x.csv')).rejects.toThrow('Expected a file that can be written')
    await writeFile(at('one.csv'), 'label,score\n1,0.5\n')
    await expect(convert('one.csv', 'x.csv', { only: 'impostor' })).rejects.toThrow('Expected impostor comparisons in')
    await expect(convert('one.csv', 'x.txt', { to: 'bob-4' })).rejects.toThrow('Expected the people of each comparison')
  } finally {
    await rm(folder, { recursive: true })
  }
})
