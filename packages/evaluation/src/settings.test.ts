import { describe, expect, test } from 'vitest'
import { parseSettings, plainSettings, SettingIdSchema, settingLabel, settingStrategy } from './settings.ts'

describe('parseSettings', () => {
  test.each([
    ['umr-ump,umr-mp,mr-mp,mr-ump', ['umr-ump', 'umr-mp', 'mr-mp', 'mr-ump']],
    [' UMR-UMP , Mirror ', ['umr-ump', 'mirror:type-colour']],
    ['mirror:flat,mirror', ['mirror:flat', 'mirror:type-colour']],
  ])('%s', (text, settings) => {
    expect(parseSettings(text)).toEqual(settings)
  })

  test('other strategies can be allowed', () => {
    expect(parseSettings('mirror:codebook', { strategies: ['codebook'] })).toEqual(['mirror:codebook'])
    expect(() => parseSettings('mirror', { strategies: ['codebook'] })).toThrow(/received "mirror"/)
  })

  test.each(['umr-xmp', 'mirror:', 'mirror:unknown', 'umr-ump,,mr-mp', 'umr-ump;mr-mp', 'masked'])(
    'rejects "%s" and lists what is allowed',
    (text) => {
      expect(() => parseSettings(text)).toThrow(
        'Expected settings from umr-ump, umr-mp, mr-mp, mr-ump, mirror, mirror:type-colour, mirror:flat but received "',
      )
    },
  )

  test.each(['', ' ', ','])('rejects the empty list "%s"', (text) => {
    expect(() => parseSettings(text)).toThrow(/comma-separated list of umr-ump, .* but received/)
  })

  test('rejects a setting given twice, under two names too', () => {
    expect(() => parseSettings('mirror,mirror:type-colour')).toThrow(
      'Expected each setting once but received "mirror:type-colour" twice',
    )
  })
})

test('labels', () => {
  expect([...plainSettings, 'mirror:type-colour' as const, 'mirror:flat' as const].map(settingLabel)).toEqual([
    'UMR-UMP',
    'UMR-MP',
    'MR-MP',
    'MR-UMP',
    'Mirror (type-colour)',
    'Mirror (flat)',
  ])
})

test('the schema takes what the parser gives and nothing else', () => {
  for (const setting of parseSettings('umr-ump,mirror')) expect(SettingIdSchema.parse(setting)).toBe(setting)
  for (const other of ['mirror', 'mirror:', 'mirror:Flat', 'UMR-UMP', 'mirror:a:b']) {
    expect(SettingIdSchema.safeParse(other).success).toBe(false)
  }
  expect(settingStrategy('mirror:flat')).toBe('flat')
  expect(settingStrategy('umr-mp')).toBeNull()
})
