import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/temporary-folder.ts'
import { openRecordioDataset } from './open-recordio-dataset.ts'
import { frameRecord, packImage, recordMagic } from './record-format.ts'
import { writeRecordio } from './write-recordio.ts'

const jpeg = (name: string) => Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.from(name)])
const magic = Buffer.alloc(4)
magic.writeUInt32LE(recordMagic)

/** Three pictures of two people, one of which holds the magic number where a reader looks for it. */
const pictures = [
  { label: 0, path: 'anna/1.jpg', content: jpeg('first') },
  { label: 0, path: 'anna/2.jpg', content: Buffer.concat([jpeg('1234'), magic, magic, Buffer.from('x')]) },
  { label: 1, path: 'bert/1.jpg', content: jpeg('') },
]

async function packed() {
  const folder = await temporaryFolder()
  const stem = join(folder.path, 'train')
  await writeRecordio(
    stem,
    pictures.map(({ content, ...picture }) => ({ ...picture, load: () => Promise.resolve<Uint8Array>(content) })),
  )
  return { ...folder, stem, rec: `${stem}.rec` }
}

describe('openRecordioDataset', () => {
  test('people and files come back, and each picture alone', async () => {
    await using pack = await packed()
    const set = await openRecordioDataset(pack.rec, { name: 'ours' })
    expect(set).toMatchObject({ name: 'ours', kind: 'folder', pairs: null })
    expect(set.photos.map(({ id, person }) => [id, person])).toEqual([
      ['anna/1.jpg', 'anna'],
      ['anna/2.jpg', 'anna'],
      ['bert/1.jpg', 'bert'],
    ])
    for (const [i, photo] of set.photos.entries()) {
      expect(Buffer.from(await photo.load())).toEqual(pictures[i]!.content)
    }
    expect(set.notes).toEqual([expect.stringMatching(/says nothing of masks; without train\.labels\.csv/)])
  })

  test('without list and index, class numbers name people and the records their keys', async () => {
    await using pack = await packed()
    await rm(`${pack.stem}.lst`)
    const indexed = await openRecordioDataset(pack.rec)
    await rm(`${pack.stem}.idx`)
    const plain = await openRecordioDataset(pack.rec)
    for (const { photos, notes } of [indexed, plain]) {
      expect(photos.map(({ id, person }) => [id, person])).toEqual([
        ['0/1.jpg', '0'],
        ['0/2.jpg', '0'],
        ['1/3.jpg', '1'],
      ])
      expect(notes[0]).toBe('People are named by the class numbers of the pack.')
    }
    expect(plain.checksum).toBe(indexed.checksum)
  })

  test('labels beside it say who wears a mask', async () => {
    await using pack = await packed()
    await writeFile(`${pack.stem}.labels.csv`, 'file,identity,masked\nanna/2.jpg,anna,1\n')
    const { photos } = await openRecordioDataset(pack.rec)
    expect(photos.map(({ masked }) => masked)).toEqual([false, true, false])
  })

  test('pictures that the pack promises and does not hold are told', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'train.rec')
    const record = (labels: number[], isList: boolean, id: number, picture = Buffer.alloc(0)) =>
      frameRecord(packImage({ labels, isList, id }, picture))
    await writeFile(
      path,
      Buffer.concat([
        record([7], false, 1, jpeg('a')),
        record([8, 0.5], true, 2, jpeg('b')), // a class and something else
        record([4, 5], true, 0),
        record([1, 3], true, 4),
        record([1, Number.POSITIVE_INFINITY], true, 5),
        record([Number.NaN], true, 6),
      ]),
    )
    const { photos, notes } = await openRecordioDataset(path)
    expect(photos.map(({ person }) => person)).toEqual(['7', '8'])
    expect(notes.slice(0, 2)).toEqual([
      'The pack promises 3 pictures but holds 2.',
      '3 of 3 identity records do not name pictures of one class; the labels of the pictures are used.',
    ])
  })

  test('a pack that is cut anywhere else than between records is an error with its byte', async () => {
    await using pack = await packed()
    await rm(`${pack.stem}.idx`)
    await rm(`${pack.stem}.lst`)
    const whole = await readFile(pack.rec)
    let errors = 0
    for (let length = 0; length < whole.length; length++) {
      await writeFile(pack.rec, whole.subarray(0, length))
      const opening = openRecordioDataset(pack.rec)
      try {
        await opening
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad-pack', message: expect.stringMatching(/^train\.rec, byte \d+: /) })
        errors++
      }
    }
    // between records and in the padding of a last one, with at least one picture before
    expect(whole.length - errors).toBeLessThan(15)
    expect(errors).toBeGreaterThan(200)
  })

  test.each([
    ['wrong magic', 0, 0x00, /byte 0: expected the magic number 0xced7230a but received/],
    ['an impossible continuation', 7, 0xe0, /byte 4: expected a continuation flag of 0 or 1 but received 7/],
    ['a last part without a first', 7, 0x60, /byte 4: expected a continuation flag of 0 or 1 but received 3/],
    ['a long length', 6, 0x01, /byte 8: expected \d+ bytes of a record but the file ends/],
    ['a huge length', 7, 0x1f, /byte 4: expected a record of at most 268435456 bytes/],
    [
      'a huge number of labels',
      11,
      0x7f,
      /byte 8: expected an image header and its labels but the record has 33 bytes/,
    ],
    ['a label that is no class', 15, 0xbf, /byte 8: expected a class number but received the label -0.5/],
  ])('rejects %s', async (_why, byte, value, message) => {
    await using pack = await packed()
    const bytes = await readFile(pack.rec)
    bytes[byte] = value
    await writeFile(pack.rec, bytes)
    await expect(openRecordioDataset(pack.rec)).rejects.toMatchObject({ code: 'bad-pack' })
    await expect(openRecordioDataset(pack.rec)).rejects.toThrow(message)
  })

  test.each([
    ['.idx', '1\t0\n', /train\.rec, byte 44: expected every record in the index/],
    ['.idx', '1\t0\n1\t44\n', /train\.idx, line 2: repeats the key or the byte of line 1/],
    ['.idx', '\n1 0\n', /train\.idx, line 2: expected "key, tab, byte" but received "1 0"/],
    ['.idx', '-1\t0\n', /train\.idx, line 1: expected "key, tab, byte"/],
    [
      '.lst',
      '1\tanna/1.jpg\t0\n1\tanna/2.jpg\t1\n',
      /train\.lst, line 2: says label 1 but the picture with the key 2 has the label 0/,
    ],
    ['.lst', '1\tanna/1.jpg\t0\n1\tanna/1.jpg\t0\n', /train\.lst, line 2: repeats anna\/1\.jpg of line 1/],
    ['.lst', '1\tanna/1.jpg\t0\n', /train\.lst: expected a line for each of 3 pictures but received 1/],
    ['.lst', '1\t1.jpg\t0\n', /train\.lst, line 1: expected "aligned as 0 or 1, person\/picture, label"/],
    ['.lst', 'anna/1.jpg\t0\n', /train\.lst, line 1: expected "aligned/],
  ])('rejects %s with %j', async (ending, content, message) => {
    await using pack = await packed()
    await writeFile(`${pack.stem}${ending}`, content)
    await expect(openRecordioDataset(pack.rec)).rejects.toMatchObject({ code: 'bad-pack' })
    await expect(openRecordioDataset(pack.rec)).rejects.toThrow(message)
  })

  test('an index that points between records names its line', async () => {
    await using pack = await packed()
    const index = await readFile(`${pack.stem}.idx`, 'utf8')
    await writeFile(`${pack.stem}.idx`, `${index}99\t13\n`)
    await expect(openRecordioDataset(pack.rec)).rejects.toThrow(
      /train\.idx, line 7: expected the byte of a record but none begins at 13 of train\.rec/,
    )
  })

  test('the list names people in Windows paths and with a byte order mark', async () => {
    await using pack = await packed()
    await writeFile(
      `${pack.stem}.lst`,
      '\uFEFF1\tD:\\faces\\anna\\1.jpg\t0\r\n0\t/data/anna/2.jpg\t0\t1\t2\t3\t4\r\n1\tbert/1.jpg\t1\r\n',
    )
    const { photos } = await openRecordioDataset(pack.rec)
    expect(photos.map(({ id }) => id)).toEqual(['anna/1.jpg', 'anna/2.jpg', 'bert/1.jpg'])
  })

  test('stops when asked to', async () => {
    await using pack = await packed()
    await expect(openRecordioDataset(pack.rec, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
  })
})
