import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeNpy } from '@maskmirror/evaluation/score-files'
import { describe, expect, test } from 'vitest'
import { loadEmbeddings } from './load-embeddings.ts'

async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-embeddings-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

const matrix = Float32Array.of(3, 4, 0, 2, 1, 0)

async function load(
  folder: string,
  {
    bytes = writeNpy({ shape: [3, 2], values: matrix }),
    labels = 'anna\nben\nanna\n',
  }: { bytes?: Uint8Array | string; labels?: string | Uint8Array },
) {
  const files = { embeddings: join(folder, 'e.npy'), labels: join(folder, 'labels.txt') }
  await writeFile(files.embeddings, bytes)
  await writeFile(files.labels, labels)
  return loadEmbeddings(files, null)
}

describe('loadEmbeddings', () => {
  test.each([
    ['float32', matrix],
    ['float64', Float64Array.from(matrix)],
  ])('reads %s rows, makes them one long and sorts them by person', async (_, values) => {
    await using folder = await temporaryFolder()
    const { references } = await load(folder.path, { bytes: writeNpy({ shape: [3, 2], values }) })
    expect(references).toMatchObject({ count: 3, dimension: 2 })
    expect([...references.people]).toEqual([0, 0, 1])
    expect([...references.rows]).toEqual([0.6, 0.8, 1, 0, 0, 1].map(Math.fround))
  })

  test('more rows than are read at once', async () => {
    await using folder = await temporaryFolder()
    const values = Float32Array.from({ length: 700 * 2048 }, (_, i) => (i % 2048 === i >> 11 ? 1 : 0))
    const labels = Array.from({ length: 700 }, (_, i) => `person ${i >> 1}`).join('\n')
    const { references } = await load(folder.path, { bytes: writeNpy({ shape: [700, 2048], values }), labels })
    expect(references.rows.every((value, i) => value === values[i])).toBe(true)
  })

  test('pictures named in the labels are the same on both sides, others are not', async () => {
    await using folder = await temporaryFolder()
    const embeddings = join(folder.path, 'e.npy')
    await writeFile(embeddings, writeNpy({ shape: [3, 2], values: matrix }))
    const files = (name: string) => ({ embeddings, labels: join(folder.path, name) })
    await writeFile(files('a').labels, 'anna,1.jpg\r\nben\t2.jpg\r\nanna\r\n')
    await writeFile(files('b').labels, 'anna\nanna,1.jpg\nben')
    const { references, probes } = await loadEmbeddings(files('a'), files('b'))
    const shared = [...references.pictures].filter((picture) => probes!.pictures.includes(picture))
    expect(shared).toHaveLength(1)
  })

  test.each([
    ['no NumPy file', { bytes: 'hello' }, /e\.npy: expected a NumPy array/],
    ['an empty file', { bytes: '' }, /e\.npy: expected a NumPy array/],
    ['three axes', { bytes: writeNpy({ shape: [1, 3, 2], values: matrix }) }, /a matrix .* received shape \(1, 3, 2\)/],
    ['one axis', { bytes: writeNpy({ shape: [6], values: matrix }) }, /received shape \(6\)/],
    ['no rows', { bytes: writeNpy({ shape: [0, 2], values: new Float32Array() }) }, /received shape \(0, 2\)/],
    [
      'a truncated file',
      { bytes: writeNpy({ shape: [3, 2], values: matrix }).subarray(0, -4) },
      /expected 3 rows of 2 numbers but received 2 whole rows/,
    ],
    [
      'whole numbers',
      {
        bytes: Buffer.from(
          Buffer.from(writeNpy({ shape: [3, 2], values: matrix }))
            .toString('latin1')
            .replace('<f4', '<i4'),
          'latin1',
        ),
      },
      /expected numbers of type/,
    ],
    [
      'a row of zeros',
      { bytes: writeNpy({ shape: [3, 2], values: Float32Array.of(1, 1, 0, 0, 1, 1) }) },
      /row 2 of .*e\.npy to be finite and not zero/,
    ],
    [
      'a row with NaN',
      { bytes: writeNpy({ shape: [3, 2], values: Float32Array.of(1, 1, 1, 1, Number.NaN, 1) }) },
      /row 3 of .*e\.npy to be finite/,
    ],
    [
      'too few labels',
      { labels: 'anna\nben\n' },
      /labels\.txt: expected 3 lines, one for each embedding, but received 2/,
    ],
    ['too many labels', { labels: 'anna\nben\nanna\nben' }, /but received 4/],
    [
      'an empty label',
      { labels: 'anna\n\nben\n' },
      /labels\.txt, line 2: expected the name of a person but received ""/,
    ],
    ['binary labels', { labels: Uint8Array.of(0, 10, 0, 10, 0) }, /line 1: expected the name of a person/],
  ])('refuses %s', async (_, files, message) => {
    await using folder = await temporaryFolder()
    await expect(load(folder.path, files)).rejects.toThrow(message)
  })

  test('refuses sides of different dimensions and files that are not there', async () => {
    await using folder = await temporaryFolder()
    const files = (name: string) => ({ embeddings: join(folder.path, `${name}.npy`), labels: join(folder.path, 'l') })
    await writeFile(files('a').embeddings, writeNpy({ shape: [3, 2], values: matrix }))
    await writeFile(files('b').embeddings, writeNpy({ shape: [2, 3], values: matrix }))
    await writeFile(files('a').labels, 'anna\nben\nanna')
    await expect(loadEmbeddings(files('a'), { ...files('b'), labels: join(folder.path, 'absent') })).rejects.toThrow(
      /absent: expected a file of labels/,
    )
    await writeFile(join(folder.path, 'two'), 'anna\nben')
    await expect(loadEmbeddings(files('a'), { ...files('b'), labels: join(folder.path, 'two') })).rejects.toThrow(
      /b\.npy: expected 2 numbers in a row, as in .*a\.npy, but received 3/,
    )
    await expect(loadEmbeddings(files('c'), null)).rejects.toThrow(/c\.npy: expected a file of embeddings/)
  })
})
