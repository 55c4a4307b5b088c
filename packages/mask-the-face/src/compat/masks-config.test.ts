import { describe, expect, test } from 'vitest'
import { MaskTheFaceError } from '#error.ts'
import { parseMasksConfig } from './masks-config.ts'

const points = (change: Record<string, string> = {}) =>
  Object.entries({
    template: 'masks/templates/x.png',
    mask_a: '21, 97',
    mask_b: '307,22',
    mask_c: '600, 99',
    mask_d: '-25, 322',
    mask_e: '295, 470',
    mask_f: '600, 323',
    ...change,
  })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')

function errorOf(text: string): MaskTheFaceError {
  try {
    parseMasksConfig(text, 'masks.cfg')
  } catch (error) {
    if (error instanceof MaskTheFaceError) return error
    throw error
  }
  throw new Error('it was read')
}

describe('parseMasksConfig', () => {
  test('points come in the order a, b, c, f, e, d, sections without keys are kept', () => {
    const { sections, types } = parseMasksConfig(
      `[x]\n${points()}\n\n[x_left]\n${points()}\n[empty]\n[empty_right]\n`,
      'c',
    )
    expect([...sections.keys()]).toEqual(['x', 'x_left', 'empty', 'empty_right'])
    expect(types).toEqual(['x', 'empty'])
    expect(sections.get('empty')).toBeNull()
    const { template, anchors } = sections.get('x')!
    expect(template).toBe('masks/templates/x.png')
    expect([...anchors]).toEqual([21, 97, 307, 22, 600, 99, 600, 323, 295, 470, -25, 322])
  })

  test('comments, =, deeper lines, Windows line ends, other keys and [DEFAULT]', () => {
    const text = [
      '# a comment',
      '[DEFAULT]',
      'mask_a = 1, 2',
      '[x]',
      '; another',
      'version = 3',
      points({ mask_a: '', mask_b: '' }),
      'mask_b:',
      '  5,',
      '  6',
    ].join('\r\n')
    const anchors = parseMasksConfig(text, 'c').sections.get('x')!.anchors
    expect([...anchors.slice(0, 4)]).toEqual([1, 2, 5, 6])
  })

  test.each([
    { what: 'a line without a value', text: `[x]\n${points()}\nnonsense`, line: 9, says: '"nonsense"' },
    { what: 'a key before any section', text: '\nmask_a: 1, 2', line: 2, says: 'a [section] first' },
    { what: 'a section twice', text: '[x]\n\n[x]', line: 3, says: 'a new section name' },
    { what: 'a key twice', text: '[x]\nmask_a: 1, 2\nmask_a: 1, 2', line: 3, says: 'mask_a once' },
    { what: 'a value alone', text: '[x]\n: 5', line: 2, says: '"key: value"' },
    { what: 'one number', text: `[x]\n${points({ mask_c: '600' })}`, line: 5, says: 'mask_c' },
    { what: 'three numbers', text: `[x]\n${points({ mask_c: '6, 7, 8' })}`, line: 5, says: 'mask_c' },
    { what: 'a fraction', text: `[x]\n${points({ mask_f: '1.5, 2' })}`, line: 8, says: 'mask_f' },
    { what: 'words under another key', text: '[x]\nnote: blue', line: 2, says: '"blue"' },
    { what: 'a missing point', text: `[y]\n[x]\n${points({ mask_e: '' })}`, line: 2, says: 'no mask_e' },
    { what: 'a placeholder', text: '[x]\ntemplate: %(folder)s/x.png', line: 2, says: '% only as %%' },
  ])('$what is an error with file and line', ({ text, line, says }) => {
    const error = errorOf(text)
    expect(error).toMatchObject({ code: 'bad-config', details: { file: 'masks.cfg', line } })
    expect(error.message).toContain(`masks.cfg, line ${line}`)
    expect(error.message).toContain(says)
  })
})
