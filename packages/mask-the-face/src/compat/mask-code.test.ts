import { describe, expect, test } from 'vitest'
import { parseMaskCode } from './mask-code.ts'

describe('parseMaskCode', () => {
  test('types, colours and patterns', () => {
    expect(parseMaskCode('cloth-masks/textures/check/check_4.jpg, surgical-#e54294,N95')).toEqual([
      { type: 'cloth', colour: '', pattern: 'masks/textures/check/check_4.jpg' },
      { type: 'surgical', colour: '#e54294', pattern: '' },
      { type: 'N95', colour: '', pattern: '' },
    ])
  })

  test.each([
    {
      what: 'white space goes, inside paths too',
      code: ' cloth - my dir/a b.png\t',
      type: 'cloth',
      pattern: 'mydir/ab.png',
    },
    { what: 'a second dash drops the variation', code: 'cloth-my-dir/a.png', type: 'cloth', pattern: '' },
    { what: 'nothing but a space is an empty type', code: ' ', type: '', pattern: '' },
  ])('$what', ({ code, type, pattern }) => {
    expect(parseMaskCode(code)).toEqual([{ type, colour: '', pattern }])
  })

  test('a trailing comma adds an empty type', () => {
    expect(parseMaskCode('N95,').map(({ type }) => type)).toEqual(['N95', ''])
  })
})
