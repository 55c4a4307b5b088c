import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreFormats } from '../src/score-files/score-format.ts'
import { collectScores } from './collect-scores.ts'

const text = 'a a p1 0.5\na b p2 0.25\n'

describe('malformed files: name, line, rule and value', () => {
  test.each<[name: string, content: string | Uint8Array, message: string]>([
    ['empty file', '', 'scores.txt: expected scores but received "an empty file"'],
    ['blank first line', '\n0.5\n', 'scores.txt, line 1: expected scores from the first line on but received ""'],
    [
      'too few columns',
      `${text}a b 0.1\n`,
      'scores.txt, line 3: expected 4 cells separated by single spaces, as in the first line, but received "a b 0.1" (3 cells)',
    ],
    [
      'too many columns',
      `${text}a b c d 0.1\n`,
      'scores.txt, line 3: expected 4 cells separated by single spaces, as in the first line, but received "a b c d 0.1" (5 cells)',
    ],
    [
      'mixed separators',
      `${text}a,b,p3,0.1\n`,
      'scores.txt, line 3: expected 4 cells separated by single spaces, as in the first line, but received "a,b,p3,0.1" (commas mixed in)',
    ],
    [
      'mixed separators in CSV',
      'label,score\n1,0.5\n0;0.25\n',
      'scores.txt, line 3: expected 2 cells separated by commas, as in the header, but received "0;0.25" (semicolons mixed in)',
    ],
    [
      'NaN',
      `${text}a b p3 NaN\n`,
      'scores.txt, line 3: expected score to be a number (a comparison without score has to be left out) but received "NaN"',
    ],
    ['infinite', `${text}a b p3 -inf\n`, 'scores.txt, line 3: expected score to be finite but received "-inf"'],
    ['too large', `${text}a b p3 1e999\n`, 'scores.txt, line 3: expected score to be finite but received "1e999"'],
    [
      'no number',
      `${text}a b p3 0,1\n`,
      'scores.txt, line 3: expected score to be a decimal number but received "0,1"',
    ],
    [
      'missing person',
      'referencePerson,probePerson,score\nanna,anna,0.9\nanna,,0.2\n',
      'scores.txt, line 3: expected the probe person not to be empty but received ""',
    ],
    [
      'label and people disagree',
      'label,referencePerson,probePerson,score\n1,anna,ben,0.9\n',
      'scores.txt, line 2: expected label 0 for two people (anna, ben) but received "1"',
    ],
    [
      'label that is none',
      'label,score\n2,0.9\n',
      'scores.txt, line 2: expected label to be 1 or genuine, 0 or impostor but received "2"',
    ],
    [
      'empty line inside',
      'label,score\n1,0.9\n\n0,0.1\n',
      'scores.txt, line 3: expected no empty line before the end but received ""',
    ],
    ['open quotes', 'label,score\n1,"0.9\n', 'scores.txt, line 2: expected closed quotes but received "1,\\"0.9"'],
    [
      'a column twice',
      'label,score,score\n1,0.9,0.1\n',
      'scores.txt, line 1: expected one column score but received "label,score,score"',
    ],
    ['header only', 'label,score\n', 'scores.txt: expected at least one comparison but received "none"'],
    [
      'header without a class',
      'name,score\nx,0.9\n',
      'scores.txt, line 1: expected a header with score and either label or referencePerson and probePerson (--columns gives other names) but received "name,score"',
    ],
    [
      'one list',
      '0.5\n0.25\n',
      'scores.txt, line 1: expected genuine and impostor scores to be told apart: give two lists, one of each but received "a list of scores"',
    ],
    [
      'huge line',
      `${text}${'x'.repeat(300_000)}\n`,
      `scores.txt, line 3: expected a line of at most 65536 bytes but received "${'x'.repeat(40)}"`,
    ],
    [
      'huge line without end',
      'x'.repeat(300_000),
      `scores.txt, line 1: expected a line of at most 65536 bytes but received "${'x'.repeat(40)}"`,
    ],
    [
      'gzip by mistake',
      gzipSync(text),
      'scores.txt: expected text, .npy or Parquet but received "a gzip archive" (unpack it first, or pipe it: gunzip -c FILE | maskmirror scores -)',
    ],
    [
      'binary file',
      Uint8Array.of(7, 0, 1, 2),
      'scores.txt: expected text, .npy or Parquet but received "a binary file"',
    ],
    [
      'zero byte later on',
      `${'a a p1 0.5\n'.repeat(10_000)}a b p2 \0\n`,
      'scores.txt, line 10001: expected text but received "a zero byte: this is a binary file"',
    ],
    [
      'UTF-16',
      Buffer.from('\ufeffa a p1 0.5\n', 'utf16le'),
      'scores.txt: expected text, .npy or Parquet but received "UTF-16 text" (save it as UTF-8)',
    ],
    [
      'Latin-1, in which two people would become one',
      Buffer.from('Jos\u00e9 Jos\u00e9 p1 0.5\nJos\u00e8 Jos\u00e9 p2 0.25\n', 'latin1'),
      'scores.txt, line 1: expected the reference person in UTF-8 but received "Jos\ufffd" (save the file as UTF-8)',
    ],
    [
      'pickle',
      Uint8Array.of(0x80, 4, 0x95),
      'scores.txt: expected text, .npy or Parquet but received "a Python pickle" (pickles can run code; save arrays with numpy.save)',
    ],
  ])('%s', async (_, content, message) => {
    for (const size of [1 << 20, 65_536, 1000]) {
      await expect(collectScores(content, {}, size)).rejects.toThrow(message)
    }
  })

  test('what is no score file at all says what would be one', async () => {
    const message = await collectScores('hello world\n').catch((error: Error) => error.message)
    for (const format of scoreFormats) expect(message).toContain(`${format} (`)
  })
})

describe('formats', () => {
  test('byte order mark, Windows line ends, quotes, other columns, own names', async () => {
    const content = '\ufeffid1,id2,note,similarity\r\n"a, ""b""","a, ""b""",x,+1e-1\r\na,b,"y,z",-0\r\n'
    const columns = { score: 'similarity', referencePerson: 'id1', probePerson: 'id2' }
    const { format, rows } = await collectScores(content, { columns })
    expect(format).toBe('csv')
    expect(rows.map(({ referencePerson, score, genuine }) => [referencePerson, score, genuine])).toEqual([
      ['a, "b"', 0.1, true],
      ['a', -0, false],
    ])
  })

  test('ids are text: 007 and 7 are two people', async () => {
    const { rows } = await collectScores('007 7 p1 0.5\n007 007 p2 0.25\n')
    expect(rows.map(({ genuine }) => genuine)).toEqual([false, true])
  })

  test('a list knows its class from outside', async () => {
    const { rows } = await collectScores('0.5\n 0.25 \n', { genuine: false })
    expect(rows.map(({ score, genuine }) => [score, genuine])).toEqual([
      [0.5, false],
      [0.25, false],
    ])
  })

  test('settings are names in a column', async () => {
    const { rows } = await collectScores('setting,label,score\numr-ump,1,0.5\numr-mp,0,0.1\n')
    expect(rows.map(({ setting }) => setting)).toEqual(['umr-ump', 'umr-mp'])
  })

  test('scores equal Number(text), wherever pieces are cut', async () => {
    const score = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.float({ noNaN: true, noDefaultInfinity: true }),
    )
    const row = fc.tuple(fc.boolean(), score)
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        async (rows, size) => {
          const content = `label,score\n${rows.map(([genuine, value]) => `${Number(genuine)},${Object.is(value, -0) ? '-0' : value}`).join('\n')}`
          const collected = await collectScores(content, { format: 'csv', file: 'f' }, Math.max(size, 12))
          expect(collected.rows.map((one) => [one.genuine, one.score])).toEqual(rows)
        },
      ),
    )
  })
})
