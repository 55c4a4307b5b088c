import { describe, expect, test } from 'vitest'
import { isMaskType, maskedByName } from './mask-words.ts'
import { parseLabels } from './parse-labels.ts'
import { parseMfr2Labels } from './parse-mfr2-labels.ts'
import { parseCsvPairs, parseLfwPairs } from './parse-pairs.ts'
import { parsePeople } from './parse-people.ts'
import { decodeList } from './read-list.ts'

const persons = new Map([
  ['Ann_Lee/Ann_Lee_0001.jpg', 'Ann_Lee'],
  ['Ann_Lee/Ann_Lee_0002.png', 'Ann_Lee'],
  ['Bo/Bo_0001.jpg', 'Bo'],
  ['Bo/Bo_0012.jpg', 'Bo'],
])

describe('parseLfwPairs', () => {
  const genuine = { reference: 'Ann_Lee/Ann_Lee_0001.jpg', probe: 'Ann_Lee/Ann_Lee_0002.png', genuine: true }
  const impostor = { reference: 'Ann_Lee/Ann_Lee_0002.png', probe: 'Bo/Bo_0012.jpg', genuine: false }

  test('reads one fold, with and without the number of folds', () => {
    const [first, second] = ['1\t1\nAnn_Lee\t1\t2\nAnn_Lee\t2\tBo\t12\n', '1\nAnn_Lee 1 2\r\nAnn_Lee 2 Bo 12']
    expect(parseLfwPairs(first!, persons).pairs).toEqual([
      { ...genuine, fold: 0 },
      { ...impostor, fold: 0 },
    ])
    expect(parseLfwPairs(second!, persons)).toEqual({ pairs: [genuine, impostor], notes: [] })
  })

  test('folds follow each other', () => {
    const text = '2\t1\nAnn_Lee\t1\t2\nAnn_Lee\t2\tBo\t12\nBo\t1\t12\nAnn_Lee\t1\tBo\t1\n'
    const { pairs } = parseLfwPairs(text, persons)
    expect(pairs.map(({ genuine, fold }) => [genuine, fold])).toEqual([
      [true, 0],
      [false, 0],
      [true, 1],
      [false, 1],
    ])
  })

  test('without a first line with numbers, pairs come in any order and have no folds', () => {
    const { pairs } = parseLfwPairs('Ann_Lee\t2\tBo\t12\nAnn_Lee\t1\t2\n', persons)
    expect(pairs).toEqual([impostor, genuine])
  })

  test('in a partial copy, pairs of absent photos are left out and counted, folds stay', () => {
    const text = '2\t1\nAnn_Lee\t1\t9\nAnn_Lee\t2\tBo\t12\nBo\t1\t12\nAnn_Lee\t1\tBo\t1\n'
    const { pairs, notes } = parseLfwPairs(text, persons)
    expect(pairs.map(({ genuine, fold }) => [genuine, fold])).toEqual([
      [false, 0],
      [true, 1],
      [false, 1],
    ])
    expect(notes).toEqual([
      '3 of 4 pairs of pairs.txt are here and 1 of 2 folds whole; the others name photos that are not, and are left out.',
    ])
  })

  test('a pair that a published list repeats stays and is counted', () => {
    const { pairs, notes } = parseLfwPairs('Bo\t1\t12\nBo\t12\t1\n', persons)
    expect(pairs).toHaveLength(2)
    expect(notes).toEqual(['1 pairs of pairs.txt repeat an earlier one; they are kept as listed.'])
  })

  test.each([
    ['', /line 1: expected "folds pairs"/],
    ['ten\t300\n', /line 1: expected "folds pairs", "pairs", "name i j" or "name i name j" but received "ten\\t300"/],
    ['1\t1\nAnn_Lee\t1\n', /line 2: expected "name i j"/],
    ['1\t1\nAnn_Lee\t1\tx\n', /line 2: expected "name i j"/],
    ['1\t1\nAnn_Lee\t3\t4\nAnn_Lee\t2\tBo\t9\n', /line 2: .* Ann_Lee\/Ann_Lee_0003\.jpg is not there/],
    ['1\t1\nAnn_Lee\t2\tBo\t12\nAnn_Lee\t1\t2\n', /line 2: expected 1 genuine, then 1 impostor/],
    ['1\t1\nAnn_Lee\t1\t2\n', /line 1: promised 1 × 2 × 1 = 2 pairs but 1 follow/],
    ['1\t1\nAnn_Lee\t1\t1\nAnn_Lee\t2\tBo\t12\n', /line 2: expected two photos/],
    ['1\t1\nAnn_Lee\t1\t2\nBo\t1\tBo\t12\n', /line 3: is listed as impostor but its photos are of Bo and Bo/],
  ])('rejects %j', (text, message) => {
    expect(() => parseLfwPairs(text, persons)).toThrow(message)
  })
})

describe('parseCsvPairs', () => {
  const header = 'reference,probe,genuine\n'

  test('reads pairs in their order', () => {
    const text = `${header}Bo/Bo_0001.jpg,Bo/Bo_0012.jpg,true\n\nAnn_Lee/Ann_Lee_0001.jpg,Bo/Bo_0001.jpg,0\n`
    expect(parseCsvPairs(text, persons)).toEqual([
      { reference: 'Bo/Bo_0001.jpg', probe: 'Bo/Bo_0012.jpg', genuine: true },
      { reference: 'Ann_Lee/Ann_Lee_0001.jpg', probe: 'Bo/Bo_0001.jpg', genuine: false },
    ])
  })

  test('further columns are attributes of the pair, empty cells are none', () => {
    const text =
      'year gap,reference,probe,genuine,light\n3,Bo/Bo_0001.jpg,Bo/Bo_0012.jpg,1,indoors\n,Ann_Lee/Ann_Lee_0001.jpg,Bo/Bo_0001.jpg,0,\n'
    expect(parseCsvPairs(text, persons).map(({ attributes }) => attributes)).toEqual([
      { 'year gap': '3', light: 'indoors' },
      undefined,
    ])
  })

  test.each([
    [
      'light,reference,probe,genuine,light\n',
      'bad-pairs',
      /line 1: expected each column once but received "light" twice/,
    ],
    [header, 'bad-pairs', /line 1: expected at least one pair/],
    ['a,b\n', 'bad-pairs', /line 1: expected a header with reference,probe,genuine/],
    [`${header}Bo/Bo_0001.jpg,Bo/Bo_0012.jpg\n`, 'bad-pairs', /line 2: expected 3 cells but received 2/],
    [`${header}Bo/Bo_0001.jpg,Bo/Bo_0012.jpg,yes\n`, 'bad-pairs', /line 2: expected genuine as 0, 1, true or false/],
    [`${header}Bo/Bo_0001.jpg,Bo/none.jpg,1\n`, 'absent-photo', /line 2: .*Bo\/none\.jpg is not there/],
    [`${header}"Bo/Bo_0001.jpg,Bo/Bo_0012.jpg,1\n`, 'bad-pairs', /line 2: expected closed quotes/],
    [
      `${header}Bo/Bo_0001.jpg,Bo/Bo_0012.jpg,1\nBo/Bo_0012.jpg,Bo/Bo_0001.jpg,1\n`,
      'bad-pairs',
      /line 3: repeats the pair of line 2/,
    ],
  ])('rejects %j', (text, code, message) => {
    expect(() => parseCsvPairs(text, persons)).toThrow(expect.objectContaining({ code }))
    expect(() => parseCsvPairs(text, persons)).toThrow(message)
  })
})

describe('parseLabels', () => {
  const ids = new Set(persons.keys())

  test('further columns are attributes of the photo', () => {
    const labels = parseLabels('file,glasses,identity,masked\nBo/Bo_0001.jpg,yes,Bo,1\n', ids)
    expect([...labels]).toEqual([['Bo/Bo_0001.jpg', { person: 'Bo', masked: true, attributes: { glasses: 'yes' } }]])
  })

  test('a column of mask types stands for masked and is an attribute too', () => {
    const text =
      'mask_type,file,identity\nnone,Bo/Bo_0001.jpg,Bo\nFFP2,Bo/Bo_0012.jpg,Bo\n,Ann_Lee/Ann_Lee_0001.jpg,Ann\n'
    expect([...parseLabels(text, ids).values()]).toEqual([
      { person: 'Bo', masked: false, attributes: { mask_type: 'none' } },
      { person: 'Bo', masked: true, attributes: { mask_type: 'FFP2' } },
      { person: 'Ann', masked: false },
    ])
  })

  test.each([
    ['file,identity\n', 'bad-labels', /line 1: expected a header with file,identity,masked/],
    ['file,identity,masked\nBo/Bo_0001.jpg,Bo,maybe\n', 'bad-labels', /line 2: .*received .*"maybe"/],
    ['file,identity,masked\nBo/Bo_0001.jpg,,1\n', 'bad-labels', /line 2: expected a file, an identity/],
    ['file,identity,masked\n../secret.jpg,Bo,1\n', 'absent-photo', /line 2: .*\.\.\/secret\.jpg is not there/],
    [
      'file,identity,masked\nBo/Bo_0001.jpg,Bo,1\n\nBo/Bo_0001.jpg,Bo,0\n',
      'bad-labels',
      /line 4: expected each photo once/,
    ],
  ])('rejects %j', (text, code, message) => {
    expect(() => parseLabels(text, ids)).toThrow(expect.objectContaining({ code }))
    expect(() => parseLabels(text, ids)).toThrow(message)
  })
})

describe('parseMfr2Labels', () => {
  const ids = new Set(persons.keys())

  test('a person, a number and a type of mask, which becomes an attribute', () => {
    const { labels, absent } = parseMfr2Labels('Ann_Lee, 2, surgical_white\r\nBo, 0012, no-mask\nBo, 3, cloth\n', ids)
    expect(absent).toBe(1)
    expect([...labels]).toEqual([
      ['Ann_Lee/Ann_Lee_0002.png', { person: 'Ann_Lee', masked: true, attributes: { maskType: 'surgical_white' } }],
      ['Bo/Bo_0012.jpg', { person: 'Bo', masked: false, attributes: { maskType: 'no-mask' } }],
    ])
  })

  test.each([
    ['Bo, 1\n', /line 1: expected "person, number, type of mask" but received "Bo, 1"/],
    ['Bo, one, cloth\n', /line 1: expected "person, number/],
    ['\nBo, 3, \n', /line 2: expected "person, number, type of mask" but received "Bo, 3, "/],
    ['Bo, 1, cloth\nBo, 1, no-mask\n', /line 2: expected each photo once/],
  ])('rejects %j', (text, message) => {
    expect(() => parseMfr2Labels(text, ids)).toThrow(message)
  })
})

describe('parsePeople', () => {
  test('with folds and without', () => {
    expect([...parsePeople('2\n1\nAnn_Lee\t2\n2\nBo\t12\nCy\t1\n')]).toEqual([
      ['Ann_Lee', 2],
      ['Bo', 12],
      ['Cy', 1],
    ])
    expect([...parsePeople('2\r\nAnn_Lee\t2\r\nBo\t12\r\n').keys()]).toEqual(['Ann_Lee', 'Bo'])
  })

  test.each([
    ['', /line 1: expected the number of folds or of people/],
    ['1\n2\nAnn_Lee\t2\n', /line 4: expected 1 more people/],
    ['1\n1\nAnn_Lee\t2\nBo\t1\n', /line 4: expected the number of people of a fold but received "Bo\\t1"/],
    ['2\nAnn_Lee\t2\nAnn_Lee\t2\n', /line 3: expected each person once/],
    ['1\nAnn_Lee\ttwo\n', /line 2: expected "name, pictures"/],
  ])('rejects %j', (text, message) => {
    expect(() => parsePeople(text)).toThrow(message)
  })
})

describe('decodeList', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1')

  test('takes UTF-8 with and without byte order mark', () => {
    expect(decodeList(Buffer.from('\uFEFFZoë'), 'x.csv', 'bad-labels')).toBe('Zoë')
  })

  test.each([
    ['a\nZo\xeb\nb', /x\.csv, line 2, byte 4: expected UTF-8 but received 0xeb/],
    ['Zo\xeb', /line 1, byte 2: .*0xeb/],
    ['\xc3\xabok\n\xff', /line 2, byte 5: .*0xff/],
    ['\xff\xfea\x00', /line 1, byte 0: expected UTF-8 but received UTF-16/],
  ])('rejects %j', (text, message) => {
    expect(() => decodeList(bytes(text), 'x.csv', 'bad-labels')).toThrow(message)
    expect(() => decodeList(bytes(text), 'x.csv', 'bad-labels')).toThrow(
      expect.objectContaining({ code: 'bad-labels' }),
    )
  })
})

test.each([
  ['AFDB_masked_face_dataset', true],
  ['AFDB_face_dataset', null],
  ['with_mask', true],
  ['withMask', true],
  ['without mask', false],
  ['no-mask', false],
  ['non_masked', false],
  ['unmasked', false],
  ['NoMask', false],
  ['damask', null],
  ['Masks', true],
  ['masking', null],
  ['bare', false],
])('maskedByName(%j) is %s', (name, masked) => {
  expect(maskedByName(name)).toBe(masked)
})

test.each(['', '0', 'none', 'No', 'no-mask', 'bare', 'n/a', 'unmasked'])('%j is no type of mask', (type) => {
  expect(isMaskType(type)).toBe(false)
})

test.each(['surgical', 'FFP2', 'cloth', '1', 'mask'])('%j is a type of mask', (type) => {
  expect(isMaskType(type)).toBe(true)
})
