import { createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareSettings } from '../compare-settings.ts'
import type { SettingComparisons } from '../comparison.ts'
import type { PairAttribute } from './pair-attribute.ts'
import { slicePairs } from './slice-pairs.ts'
import { slicesReport } from './slice-sections.ts'
import { sliceSettings } from './slice-settings.ts'
import { AttributeSlicesSchema } from './slice-table.ts'
import { slicesCsv } from './slices-csv.ts'

const rng = createRng('slices')
const people = Array.from({ length: 400 }, (_, i) => {
  const reference = `p${i % 40}`
  return { reference, probe: i < 200 ? reference : `p${(i + 1 + Math.floor(i / 40)) % 40}` }
})
const genuine = people.map(({ reference, probe }) => reference === probe)
const scoreOf = (pair: number, shift: number) => (genuine[pair] ? 0.6 - shift : 0.1) + rng.normal(0, 0.1)

/** Pairs with an odd number wear red masks, which cost genuine score; every tenth probe shows no face. */
const settings: SettingComparisons[] = (['umr-ump', 'umr-mp'] as const).map((setting) => ({
  setting,
  comparisons: people.map((_, pairIndex) => ({
    pairIndex,
    genuine: genuine[pairIndex]!,
    outcome:
      setting === 'umr-mp' && pairIndex % 10 === 0
        ? { ok: false as const, side: 'probe' as const, reason: 'no-face' }
        : { ok: true as const, score: scoreOf(pairIndex, setting === 'umr-mp' && pairIndex % 2 === 1 ? 0.3 : 0) },
  })),
}))
const colour: PairAttribute = {
  name: 'mask-colour',
  label: 'Mask colour',
  kind: 'category',
  values: people.map((_, i) => (i % 10 === 0 ? null : i % 2 === 1 ? 'red' : 'blue')),
}
const frozen = { fmr100: 0.3, fmr1000: 0.4 }

describe('sliceSettings', () => {
  const [slices] = sliceSettings({ settings, people, frozen, attributes: [colour] })

  test('a slice is what the comparison table says of its pairs alone', () => {
    expect(slices!.slices.map(({ label, pairs }) => [label, pairs.genuine + pairs.impostor])).toEqual([
      ['red', 200],
      ['blue', 160],
      ['not known', 40],
    ])
    for (const slice of slices!.slices) {
      const members = people.map((_, i) => i).filter((i) => (colour.values[i] ?? 'not known') === slice.label)
      const alone = compareSettings({
        settings: settings.map(({ setting, comparisons }) => ({
          setting,
          comparisons: members.map((pair, pairIndex) => ({ ...comparisons[pair]!, pairIndex })),
        })),
        people: members.map((pair) => people[pair]!),
        frozenThresholds: frozen,
      })
      for (const [i, row] of slice.settings.entries()) {
        const { scored, failed } = alone.settings[i]!
        expect(row).toEqual({
          setting: row.setting,
          failed,
          genuine: scored.genuine,
          impostor: scored.impostor,
          dPrime: scored.dPrime,
          auc: scored.auc,
          rates: scored.rates && {
            equalErrorRate: scored.rates.equalErrorRate,
            fmr100: scored.rates.fmr100,
            frozenFmr100: scored.rates.frozenFmr100,
            frozenFmr1000: scored.rates.frozenFmr1000,
          },
        })
      }
    }
  })

  test('shows the slice that loses most at the threshold of the whole list', () => {
    const fnmr = (label: string) =>
      slices!.slices.find((slice) => slice.label === label)!.settings[1]!.rates!.frozenFmr100!.fnmr
    expect(fnmr('red')).toBeGreaterThan(0.3)
    expect(fnmr('blue')).toBeLessThan(0.05)
  })

  test('a slice with few pairs or people is small; failures are counted in it', () => {
    expect(slices!.slices.map(({ small }) => small)).toEqual([false, true, true]) // 100, 80 and 20 impostors
    expect(slices!.slices.at(-1)!.settings[1]!.failed).toEqual({ genuine: 20, impostor: 20 })
    expect(slices!.slices.at(-1)!.settings[1]!.rates).toBeNull()
    const whole = sliceSettings({
      settings,
      people,
      frozen,
      attributes: [{ ...colour, kind: 'category', values: people.map(() => 'any') }],
    })
    expect(whole[0]!.slices.map(({ small, people }) => [small, people])).toEqual([[false, 40]])
  })

  test('as CSV: a row for each slice and setting, counts and rates with all digits', () => {
    const [header, ...rows] = slicesCsv([slices!])
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','))
    expect(rows.map((row) => row.length)).toEqual(Array(6).fill(header!.length))
    const cell = (row: number, name: string) => rows[row]![header!.indexOf(name)]
    expect([cell(1, 'slice'), cell(1, 'setting'), cell(1, 'people')]).toEqual(['red', 'umr-mp', '40'])
    const { fnmr, fnmrInterval } = slices!.slices[0]!.settings[1]!.rates!.frozenFmr100!
    expect(cell(1, 'FNMR at T100 (%)')).toBe(String(fnmr * 100))
    expect(cell(1, 'FNMR high at T100 (%)')).toBe(String(fnmrInterval!.high * 100))
    expect(cell(5, 'FNMR at T100 (%)')).toBe('')
  })

  test('for people: rates with intervals at the threshold in use, small slices marked', () => {
    const { sections, notes } = slicesReport([slices!])
    expect(sections.map(({ title }) => title.split('.')[0])).toEqual([
      'FNMR (%) at T100: Mask colour',
      'FMR (%) at T100: Mask colour',
    ])
    expect(sections[0]!.rows.map(([label]) => label)).toEqual(['red', 'blue *', 'not known *'])
    expect(sections[0]!.rows[0]!.at(-1)).toMatch(/^\d\d\.\d\d \(\d\d\.\d\d\.\.\d\d\.\d\d\)$/)
    expect(sections[0]!.rows[2]!.at(-1)).toBe('-')
    expect(notes).toHaveLength(1)
  })

  test('survives JSON', () => {
    expect(AttributeSlicesSchema.array().parse(JSON.parse(JSON.stringify([slices])))).toEqual([slices])
  })

  test('rejects an attribute of another list', () => {
    const attributes: PairAttribute[] = [{ ...colour, kind: 'category', values: ['red'] }]
    expect(() => sliceSettings({ settings, people, frozen, attributes })).toThrow('each of 400 pairs but received 1')
  })
})

describe('slicePairs', () => {
  const number = (values: (number | null)[], edges?: number[]): PairAttribute => ({
    name: 'size',
    label: 'Size',
    kind: 'number',
    unit: 'px',
    values,
    ...(edges === undefined ? {} : { edges }),
  })

  test('a number on a limit belongs to the upper slice, empty slices are left out', () => {
    const slices = slicePairs(number([0, 10, 20, null, 35], [10, 20, 30, 40]))
    expect(slices.map(({ label, pairIndices }) => [label, pairIndices])).toEqual([
      ['below 10 px', [0]],
      ['10 to below 20 px', [1]],
      ['20 to below 30 px', [2]],
      ['30 to below 40 px', [4]],
      ['not known', [3]],
    ])
  })

  test('quarters never split equal values', () => {
    expect(slicePairs(number([1, 1, 1, 1])).map(({ label }) => label)).toEqual(['1 px'])
    expect(slicePairs(number([1, 1, 1, 2])).map(({ pairIndices }) => pairIndices)).toEqual([[0, 1, 2], [3]])
  })

  test('rare words are put together', () => {
    const values = Array.from({ length: 40 }, (_, i) => `w${Math.min(i % 20, 15)}`)
    const slices = slicePairs({ name: 'w', label: 'W', kind: 'category', values })
    expect(slices).toHaveLength(13)
    expect(slices[0]).toMatchObject({ label: 'w15', pairIndices: { length: 10 } })
    expect(slices.at(-1)).toMatchObject({ label: '4 other values', pairIndices: { length: 8 } })
  })

  test('every pair is in exactly one slice', () => {
    const value = fc.option(
      fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 30 }), (values) => {
        for (const attribute of [
          number(values),
          number(values, [1, 2]),
          { ...number([]), kind: 'category' as const, values: values.map((v) => (v === null ? null : `${v}`)) },
        ]) {
          const all = slicePairs(attribute).flatMap(({ pairIndices }) => pairIndices)
          expect(all.toSorted((a, b) => a - b)).toEqual(values.map((_, i) => i))
        }
      }),
    )
  })

  test.each([
    [number([Number.NaN]), 'finite numbers or null but received NaN for pair 0'],
    [number([1], [2, 2]), 'edges of size to ascend but received 2, 2'],
  ])('rejects %#', (attribute, message) => {
    expect(() => slicePairs(attribute)).toThrow(message)
  })
})
