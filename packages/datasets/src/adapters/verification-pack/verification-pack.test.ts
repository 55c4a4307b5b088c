import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/temporary-folder.ts'
import { inferPeople } from './infer-people.ts'
import { openVerificationPack } from './open-verification-pack.ts'
import { writeVerificationPack } from './write-verification-pack.ts'

const jpeg = (name: string) => Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.from(name)])
const loading = (name: string) => () => Promise.resolve<Uint8Array>(jpeg(name))

async function packed(pairs: readonly (readonly [string, string, boolean])[]) {
  const folder = await temporaryFolder()
  const path = join(folder.path, 'set.bin')
  await writeVerificationPack(
    path,
    pairs.map(([a, b, genuine]) => ({ reference: loading(a), probe: loading(b), genuine })),
  )
  return { ...folder, path }
}

/** A pickle of bytes given as numbers and text. */
async function pickled(...parts: readonly (string | readonly number[])[]) {
  const folder = await temporaryFolder()
  const path = join(folder.path, 'set.bin')
  await writeFile(path, Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))))
  return { ...folder, path }
}

describe('openVerificationPack', () => {
  test('pairs come back in their order, the same bytes are one photo, people follow from genuine pairs', async () => {
    await using pack = await packed([
      ['anna 1', 'anna 2', true],
      ['bert 1', 'anna 2', false],
      ['anna 2', 'anna 3', true],
    ])
    const set = await openVerificationPack(pack.path)
    expect(set.name).toBe('set')
    expect(set.photos.map(({ id, person, masked }) => [id, person, masked])).toEqual([
      ['000000.jpg', 'person-000000', false],
      ['000001.jpg', 'person-000000', false],
      ['000002.jpg', 'person-000002', false],
      ['000005.jpg', 'person-000000', false],
    ])
    expect(set.pairs).toEqual([
      { reference: '000000.jpg', probe: '000001.jpg', genuine: true },
      { reference: '000002.jpg', probe: '000001.jpg', genuine: false },
      { reference: '000001.jpg', probe: '000005.jpg', genuine: true },
    ])
    expect(Buffer.from(await set.photos[2]!.load())).toEqual(jpeg('bert 1'))
    expect(set.notes).toEqual([
      '6 pictures are 4 different ones; the same bytes are one photo.',
      expect.stringMatching(/without set\.labels\.csv people are inferred/),
    ])
  })

  test('labels beside it name people and masks', async () => {
    await using pack = await packed([
      ['a', 'b', true],
      ['a', 'c', false],
    ])
    await writeFile(
      pack.path.replace('.bin', '.labels.csv'),
      'file,identity,masked,session\n000000.jpg,Anna,0,1\n000001.jpg,Anna,1,2\n000003.jpg,Anna,1,2\n',
    )
    const { photos, notes } = await openVerificationPack(pack.path)
    expect(photos.map(({ person, masked, attributes }) => [person, masked, attributes])).toEqual([
      ['Anna', false, { session: '1' }],
      ['Anna', true, { session: '2' }],
      ['Anna', true, { session: '2' }],
    ])
    expect(notes).toContain(
      '1 pairs contradict what other pairs or the labels say of who is on them; they are kept as listed.',
    )
  })

  test('a pair of one picture and contradictions stay and are told', async () => {
    await using pack = await packed([
      ['a', 'a', true],
      ['a', 'b', true],
      ['b', 'a', false],
    ])
    const { pairs, notes } = await openVerificationPack(pack.path)
    expect(pairs).toHaveLength(3)
    expect(notes.join(' ')).toMatch(/1 pairs compare a picture with itself.*1 pairs contradict/)
  })

  // by Python 3.11: pickle.dumps(([a, b, a, b], [True, False]), protocol)
  test.each([
    ['protocol 3', 'gANdcQAoQwT/2P8xcQFDBP/Y/zJxAmgBaAJlXXEDKIiJZYZxBC4='],
    ['protocol 4', 'gASVHwAAAAAAAABdlChDBP/Y/zGUQwT/2P8ylGgBaAJlXZQoiIllhpQu'],
    ['protocol 5', 'gAWVHwAAAAAAAABdlChDBP/Y/zGUQwT/2P8ylGgBaAJlXZQoiIllhpQu'],
    [
      'protocol 5, bytearrays',
      'gAWVNwAAAAAAAABdlCiWBAAAAAAAAAD/2P8xlJYEAAAAAAAAAP/Y/zKUQwT/2P8xlEME/9j/MpRlXZQoiIllhpQu',
    ],
  ])('reads what Python writes with %s', async (_protocol, content) => {
    await using pack = await pickled([...Buffer.from(content, 'base64')])
    const { photos, pairs } = await openVerificationPack(pack.path)
    expect(Buffer.from(await photos[1]!.load())).toEqual(Buffer.of(0xff, 0xd8, 0xff, 0x32))
    expect(pairs).toEqual([
      { reference: '000000.jpg', probe: '000001.jpg', genuine: true },
      { reference: '000000.jpg', probe: '000001.jpg', genuine: false },
    ])
  })

  // as Python 2 wrote them: strings are bytes; booleans of protocol 1 are numbers
  test.each([
    '\x80\x02]q\x01(U\x04\xff\xd8\xff1q\x02U\x04\xff\xd8\xff2q\x03e]q\x04\x88a\x86.',
    '((U\x04\xff\xd8\xff1T\x04\x00\x00\x00\xff\xd8\xff2lq\x01(I01\nltq\x02.',
    '(]p0\n(U\x04\xff\xd8\xff1p1\nU\x04\xff\xd8\xff2e(I1\nlt.',
  ])('reads %j', async (content) => {
    await using pack = await pickled(content)
    const { photos, pairs } = await openVerificationPack(pack.path)
    expect(photos).toHaveLength(2)
    expect(pairs).toEqual([{ reference: '000000.jpg', probe: '000001.jpg', genuine: true }])
  })

  test.each([
    ['', /set\.bin, byte 0: expected 1 bytes of an instruction but the file ends after 0/],
    ['\x80\x09.', /byte 0: expected a pickle of protocol 1 to 5 but received 9/],
    ['\x80\x02cos\nsystem\n', /byte 2: .*asks to run code \(GLOBAL\), which is never done/],
    ['\x80\x04\x8c\x02os\x93.', /byte 2: .*received text, as objects have it/],
    ['\x80\x02](B\xff\xff\xff\x7f', /byte 4: expected a picture of 0 to 268435456 bytes but received 2147483647/],
    ['\x80\x02](T\xff\xff\xff\xff', /byte 4: expected a picture of 0 to 268435456 bytes but received -1/],
    ['\x80\x02](B\xff\xff\xff\x00', /byte 9: expected 16777215 bytes of a picture but the file ends after 0/],
    ['\x80\x04\x8e\xff\xff\xff\xff\xff\xff\xff\xff', /byte 2: expected a picture of 0 to 268435456 bytes/],
    ['\x80\x04\x95\xff\xff\xff\xff\xff\xff\x00\x00].', /byte 2: expected a frame of 281474976710655 bytes/],
    [']e.', /byte 1: expected a mark/],
    ['].', /byte 2: expected a pickle of two lists/],
    [']]\x86.', /byte 4: expected at least one pair/],
    ['](U\x01ae](\x88\x88e\x86.', /expected two pictures for each of 2 answers but received 1/],
    ['](\x88\x88e](\x88e\x86.', /expected pictures as bytes but number 0 is something else/],
    ['](U\x01aU\x01be](K\x02e\x86.', /expected answers as booleans but number 0 is something else/],
    ['h\x07.', /byte 0: expected a remembered value but there is none with the number 7/],
    ['I1x\n.', /byte 0: expected a number but received "1x"/],
    [']].', /byte 2: expected one value at the end but 1 more/],
    ['a', /byte 0: expected a value on the stack/],
    ['}.', /byte 0: expected an instruction for bytes, booleans, lists or tuples but received 0x7d/],
  ])('rejects %j', async (content, message) => {
    await using pack = await pickled(content)
    const opening = openVerificationPack(pack.path)
    await expect(opening).rejects.toMatchObject({ name: 'DatasetError', code: 'bad-pack' })
    await expect(opening).rejects.toThrow(message)
  })

  test('a pack that is cut anywhere is an error, never another set', async () => {
    await using pack = await packed([
      ['a', 'b', true],
      ['c', 'd', false],
    ])
    const whole = await readFile(pack.path)
    for (let length = 0; length < whole.length; length++) {
      await writeFile(pack.path, whole.subarray(0, length))
      await expect(openVerificationPack(pack.path)).rejects.toMatchObject({ code: 'bad-pack' })
    }
  })

  test('a photo of a pack that was cut since is unreadable', async () => {
    await using pack = await packed([['a', 'b', true]])
    const { photos } = await openVerificationPack(pack.path)
    await writeFile(pack.path, '')
    await expect(photos[0]!.load()).rejects.toMatchObject({ code: 'unreadable-photo' })
  })
})

test('inferPeople joins chains of genuine pairs, whatever their order', () => {
  const pair = (reference: number, probe: number, genuine = true) => ({ reference, probe, genuine })
  expect(inferPeople(7, [pair(5, 6), pair(1, 2), pair(3, 6), pair(2, 0), pair(0, 4, false)])).toEqual([
    0, 0, 0, 3, 4, 3, 3,
  ])
})
