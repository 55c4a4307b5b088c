import { describe, expect, test } from 'vitest'
import { parseCompatArguments } from './compat-options.ts'

describe('parseCompatArguments', () => {
  test('defaults', () => {
    expect(parseCompatArguments([])).toEqual({
      path: '',
      maskType: 'surgical',
      pattern: '',
      patternWeight: 0.5,
      colour: '#0473e2',
      colourWeight: 0.5,
      code: '',
      verbose: false,
      writeOriginal: false,
    })
  })

  test('both forms of a value, beginnings of options, and the last one counts', () => {
    const args = [
      '--pa=x',
      '--path',
      'in',
      '--mask_type=all',
      '--color',
      '',
      '--color_w',
      '-.5',
      '--pattern_weight',
      ' 1e-1 ',
      '--verb',
      '--w',
    ]
    // --pa could be --path or --pattern
    expect(() => parseCompatArguments(args)).toThrow(
      'Expected one of --path, --pattern, --pattern_weight but received "--pa"',
    )
    expect(parseCompatArguments(args.slice(1))).toMatchObject({
      path: 'in',
      maskType: 'all',
      colour: '',
      colourWeight: -0.5,
      patternWeight: 0.1,
      verbose: true,
      writeOriginal: true,
    })
    expect(parseCompatArguments(['--code', 'a', '--code=b']).code).toBe('b')
  })

  test('what Python reads as no finite number is kept and refused as a weight later', () => {
    expect(parseCompatArguments(['--color_weight', 'nan']).colourWeight).toBeNaN()
  })

  test.each([
    {
      args: ['--mask_type', 'surgical_blue'],
      says: '--mask_type to be one of surgical, N95, KN95, cloth, gas, inpaint, random, all',
    },
    { args: ['--path'], says: '--path to have a value but received none' },
    { args: ['--path', '--verbose'], says: '--path to have a value but received "--verbose"' },
    { args: ['--verbose=yes'], says: '--verbose to have no value' },
    { args: ['--color_weight', 'half'], says: '--color_weight to be a number but received "half"' },
    { args: ['--colour', 'red'], says: 'but received "--colour"' },
    { args: ['photo.jpg'], says: 'but received "photo.jpg"' },
    { args: ['--'], says: 'but received "--"' },
  ])('$args is refused', ({ args, says }) => {
    expect(() => parseCompatArguments(args)).toThrow(says)
  })
})
