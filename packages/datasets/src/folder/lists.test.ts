import { describe, expect, test } from 'vitest'
import { parseLabels } from './parse-labels.ts'
import { parseMfr2Labels } from './parse-mfr2-labels.ts'
import { parseCsvPairs, parseLfwPairs } from './parse-pairs.ts'

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
    expect(parseLfwPairs(first!, persons)).toEqual([
      { ...genuine, fold: 0 },
      { ...impostor, fold: 0 },
    ])
    expect(parseLfwPairs(second!, persons)).toEqual([genuine, impostor])
  })

  test('folds follow each other', () => {
    const text = '2\t1\nAnn_Lee\t1\t2\nAnn_Lee\t2\tBo\t12\nBo\t1\t12\nAnn_Lee\t1\tBo\t1\n'
    const pairs = parseLfwPairs(text, persons)
    expect(pairs.map(({ genuine, fold }) => [genuine, fold])).toEqual([
      [true, 0],
      [false, 0],
      [true, 1],
      [false, 1],
    ])
  })

  test('without a first line with numbers, pairs come in any order and have no folds', () => {
    const pairs = parseLfwPairs('Ann_Lee\t2\tBo\t12\nAnn_Lee\t1\t2\n', persons)
    expect(pairs).toEqual([impostor, genuine])
  })

  test.each([
    ['', /line 1: expected "folds pairs"/],
    ['ten\t300\n', /line 1: expected "folds pairs", "pairs", "name i j" or "name i name j" but received "ten\\t300"/],
    ['1\t1\nAnn_Lee\t1\n', /line 2: expected "name i j"/],
    ['1\t1\nAnn_Lee\t1\tx\n', /line 2: expected "name i j"/],
    ['1\t1\nAnn_Lee\t1\t3\nAnn_Lee\t2\tBo\t12\n', /line 2: .* Ann_Lee\/Ann_Lee_0003\.jpg is not there/],
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
    expect([...parseMfr2Labels('Ann_Lee, 2, surgical_white\r\nBo, 0012, no-mask\n', ids)]).toEqual([
      ['Ann_Lee/Ann_Lee_0002.png', { person: 'Ann_Lee', masked: true, attributes: { maskType: 'surgical_white' } }],
      ['Bo/Bo_0012.jpg', { person: 'Bo', masked: false, attributes: { maskType: 'no-mask' } }],
    ])
  })

  test.each([
    ['Bo, 1\n', /line 1: expected "person, number, type of mask" but received "Bo, 1"/],
    ['Bo, one, cloth\n', /line 1: expected "person, number/],
    ['\nBo, 3, cloth\n', /line 2: expected a photo of the folder but Bo\/Bo_0003 is not there/],
    ['Bo, 1, cloth\nBo, 1, no-mask\n', /line 2: expected each photo once/],
  ])('rejects %j', (text, message) => {
    expect(() => parseMfr2Labels(text, ids)).toThrow(message)
  })
})
