import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  openBytes,
  parquetScores,
  readNpy,
  readNpyScores,
  readParquetScores,
  readTextScores,
  type ScoreChunk,
  scoreText,
  writeNpy,
} from '../src/score-files/index.ts'
import type { TextScoreFormat } from '../src/score-files/write-scores.ts'
import { collectScores } from './collect-scores.ts'

const names = {
  people: ['007', '7', 'Anna "A", née B', 'ćwiek'],
  pictures: ['a/1.png', 'b,2', 'c'],
  settings: ['umr-ump', 'mirror:flat'],
}

const chunk: ScoreChunk = {
  scores: Float64Array.of(0.1, -0, 1e-300, 0.30000000000000004),
  genuine: Uint8Array.of(0, 1, 0, 1),
  referencePerson: Int32Array.of(0, 1, 2, 3),
  probePerson: Int32Array.of(1, 1, 3, 3),
  reference: Int32Array.of(0, 1, 2, 0),
  probe: Int32Array.of(1, 2, 0, 0),
  setting: Int32Array.of(0, 1, 0, 1),
}

const rows = Array.from(chunk.scores, (score, i) => ({
  score,
  genuine: chunk.genuine[i] === 1,
  referencePerson: names.people[chunk.referencePerson![i]!]!,
  probePerson: names.people[chunk.probePerson![i]!]!,
  reference: names.pictures[chunk.reference![i]!]!,
  probe: names.pictures[chunk.probe![i]!]!,
  setting: names.settings[chunk.setting![i]!]!,
}))

const plainNames = { ...names, people: ['007', '7', 'anna', 'ćwiek'], pictures: ['a/1.png', 'b', 'c'] }

test('what is written as CSV is read back, to the last bit', async () => {
  expect((await collectScores(scoreText(chunk, names, 'csv'))).rows).toEqual(rows)
})

test.each<[TextScoreFormat, string]>([
  ['bob-4', '007 7 b 0.1\n7 7 c -0\nanna ćwiek a/1.png 1e-300\nćwiek ćwiek a/1.png 0.30000000000000004\n'],
  [
    'bob-5',
    '007 a/1.png 7 b 0.1\n7 b 7 c -0\nanna c ćwiek a/1.png 1e-300\nćwiek a/1.png ćwiek a/1.png 0.30000000000000004\n',
  ],
  ['pairs', 'a/1.png b 0 0.1\nb c 1 -0\nc a/1.png 0 1e-300\na/1.png a/1.png 1 0.30000000000000004\n'],
  ['list', '0.1\n-0\n1e-300\n0.30000000000000004\n'],
  [
    'bob-csv',
    'probe_key,probe_subject_id,bio_ref_subject_id,bio_ref_template_id,score\nb,7,007,a/1.png,0.1\nc,7,7,b,-0\na/1.png,ćwiek,anna,c,1e-300\na/1.png,ćwiek,ćwiek,a/1.png,0.30000000000000004\n',
  ],
])('%s', async (format, text) => {
  expect(scoreText(chunk, plainNames, format)).toBe(text)
  const back = await collectScores(text, { format, ...(format === 'list' ? { genuine: true } : {}) })
  expect(back.rows.map(({ score }) => score)).toEqual([...chunk.scores])
  if (format !== 'list') expect(back.rows.map(({ genuine }) => genuine)).toEqual(rows.map(({ genuine }) => genuine))
})

test('formats without quotes refuse names with blanks; formats of people refuse comparisons without', () => {
  expect(() => scoreText(chunk, names, 'bob-4')).toThrow(
    'Expected names without blanks and quotes for the format bob-4 but received "Anna',
  )
  expect(() => scoreText({ ...chunk, referencePerson: null }, names, 'bob-csv')).toThrow(
    'Expected the people of each comparison for the format bob-csv but received comparisons without people',
  )
})

test('a list of pairs takes its scores from elsewhere, as many as it has pairs', async () => {
  const pairs = 't1 t2 0\nt1 t3 1\n'
  const { rows } = await collectScores(pairs, { scores: Float64Array.of(0.25, 0.75) })
  expect(rows.map(({ probe, genuine, score }) => [probe, genuine, score])).toEqual([
    ['t2', false, 0.25],
    ['t3', true, 0.75],
  ])
  await expect(collectScores(pairs, { scores: Float64Array.of(1) })).rejects.toThrow(
    'scores.txt, line 2: expected 1 pairs, as many as scores,',
  )
  await expect(collectScores(pairs, { scores: new Float64Array(3) })).rejects.toThrow(
    'scores.txt: expected 3 pairs, as many as scores,',
  )
  await expect(collectScores(pairs)).rejects.toThrow('give it as --pairs with a file of scores')
})

test('NumPy arrays of both precisions, in pieces of any size', async () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
  await fc.assert(
    fc.asyncProperty(
      fc.array(finite, { minLength: 1 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 200 }),
      async (values, single, size) => {
        const array = single
          ? Float32Array.from(values).map((value) => (Number.isFinite(value) ? value : 0))
          : Float64Array.from(values)
        const bytes = writeNpy({ shape: [array.length], values: array })
        expect(readNpy(bytes, 'a.npy')).toEqual({ shape: [array.length], values: array })
        async function* pieces() {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
        }
        const read: number[] = []
        const opened = await openBytes(pieces(), 128)
        for await (const { scores } of readNpyScores({ file: 'a.npy', opened, genuine: true }).chunks)
          read.push(...scores)
        expect(read).toEqual([...array])
      },
    ),
  )
})

test('NumPy arrays that are no scores', async () => {
  const read = (bytes: Uint8Array) => collectScores(bytes, { file: 'a.npy' })
  const matrix = writeNpy({ shape: [2, 2], values: new Float32Array(4) })
  await expect(read(matrix)).rejects.toThrow(
    'a.npy: expected an array of scores with one axis but received "shape (2, 2)"',
  )
  expect(readNpy(matrix, 'a.npy').shape).toEqual([2, 2])
  const short = writeNpy({ shape: [3], values: new Float32Array(3) }).subarray(0, -1)
  await expect(read(short)).rejects.toThrow('a.npy: expected 3 values but received "2 values"')
  const nan = writeNpy({ shape: [2], values: Float64Array.of(1, Number.NaN) })
  await expect(read(nan)).rejects.toThrow('a.npy: expected value 1 to be finite but received "NaN"')
  const bytes = writeNpy({ shape: [1], values: Float64Array.of(1) })
  const text = new TextDecoder('latin1').decode(bytes)
  const changed = (from: string, to: string) => Uint8Array.from(text.replace(from, to), (sign) => sign.charCodeAt(0))
  await expect(read(changed('<f8', '<i8'))).rejects.toThrow("a.npy: expected numbers of type '<f4' or '<f8'")
  await expect(read(changed('<f8', '>f8'))).rejects.toThrow("a.npy: expected numbers of type '<f4' or '<f8'")
})

const asFile = (bytes: Uint8Array) => ({
  byteLength: bytes.length,
  slice: async (start: number, end?: number) => new Uint8Array(bytes.slice(start, end)).buffer,
})

test('what is written as Parquet is read back, to the last bit', async () => {
  const reading = await readParquetScores({
    file: 'a.parquet',
    source: asFile(parquetScores([chunk], names)),
    kept: 'all',
  })
  expect([reading.format, reading.hasPeople]).toEqual(['parquet', true])
  const chunks: ScoreChunk[] = []
  for await (const one of reading.chunks) chunks.push(one)
  expect(chunks).toHaveLength(1)
  const name = (of: string[], column: Int32Array | null) => Array.from(column!, (i) => of[i])
  expect([...chunks[0]!.scores]).toEqual([...chunk.scores])
  expect([...chunks[0]!.genuine]).toEqual([...chunk.genuine])
  expect(name(reading.people(), chunks[0]!.probePerson)).toEqual(rows.map(({ probePerson }) => probePerson))
  expect(name(reading.pictures(), chunks[0]!.reference)).toEqual(rows.map(({ reference }) => reference))
  expect(name(reading.settings(), chunks[0]!.setting)).toEqual(rows.map(({ setting }) => setting))
})

test('Parquet with a wrong row, a missing column, or no Parquet at all', async () => {
  const read = async (bytes: Uint8Array) => {
    const reading = await readParquetScores({ file: 'a.parquet', source: asFile(bytes) })
    for await (const _ of reading.chunks);
  }
  const wrong = { ...chunk, scores: Float64Array.of(0, 1, Number.NaN, 1) }
  await expect(read(parquetScores([wrong], names))).rejects.toThrow(
    'a.parquet: expected score of row 2 to be a finite number but received "NaN"',
  )
  const conflict = { ...chunk, genuine: Uint8Array.of(1, 1, 0, 1) }
  await expect(read(parquetScores([conflict], names))).rejects.toThrow(
    'a.parquet: expected label of row 0 to be 1 for one person, 0 for two',
  )
  await expect(read(new TextEncoder().encode('PAR1 but not really PAR1'))).rejects.toThrow(
    'a.parquet: expected a readable Parquet file',
  )
})

test('text is read without keeping names unless asked', async () => {
  const bytes = new TextEncoder().encode(scoreText(chunk, names, 'csv'))
  const opened = await openBytes(
    (async function* () {
      yield bytes
    })(),
  )
  const reading = readTextScores({ file: 'a.csv', opened })
  for await (const one of reading.chunks) expect([one.referencePerson, one.reference]).toEqual([null, null])
  expect(reading.people()).toEqual([])
})
